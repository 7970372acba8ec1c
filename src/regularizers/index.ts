export { l1, type L1Options } from './l1.ts';
export { l2, type L2Options } from './l2.ts';
export { layerRegularizer } from './layer-regularizer.ts';
export {
  asRegularizer,
  isRegularizer,
  type Regularizer,
  type RegularizerConfig,
} from './regularizer.ts';
export {
  regularizer,
  regularizerFromConfig,
  regularizers,
  type RegularizerSpec,
} from './regularizers.ts';
