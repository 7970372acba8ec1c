export { checkGradient, type CheckGradientOptions, type GradientCheck } from './check-gradient.ts';
export {
  compareGradients,
  type CompareOptions,
  type GradientComparison,
} from './compare-gradients.ts';
export { numericGradient, type NumericGradientOptions } from './numeric-gradient.ts';
export { relativeError } from './relative-error.ts';
export { softmaxGradient, type SoftmaxRegression } from './softmax-gradient.ts';
