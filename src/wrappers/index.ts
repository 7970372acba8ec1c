export { DecoupledDecay, type DecoupledDecayOptions } from './decoupled-decay.ts';
export {
  ExponentialMovingAverage,
  type ExponentialMovingAverageOptions,
} from './exponential-moving-average.ts';
export { GradientAccumulation, type GradientAccumulationOptions } from './gradient-accumulation.ts';
export { Lookahead, type LookaheadOptions } from './lookahead.ts';
export {
  MultiOptimizer,
  type MultiOptimizerOptions,
  type OptimizerPart,
  type SavedParts,
} from './multi-optimizer.ts';
export {
  SharpnessAwareMinimization,
  type SharpnessAwareMinimizationOptions,
} from './sharpness-aware-minimization.ts';
export {
  StochasticWeightAverage,
  type StochasticWeightAverageOptions,
} from './stochastic-weight-average.ts';
export type { Wrappable } from './wrappable.ts';
export type { SavedWrapper } from './saved-wrapper.ts';
