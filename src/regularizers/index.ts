export { elasticNet, type ElasticNetOptions } from './elastic-net.ts';
export { groupLasso, type GroupLassoOptions } from './group-lasso.ts';
export { l1, type L1Options } from './l1.ts';
export { l2, type L2Options } from './l2.ts';
export { layerRegularizer } from './layer-regularizer.ts';
export { orthogonal, type OrthogonalOptions } from './orthogonal.ts';
export { penalty, type Penalty, type ProximalPenalty } from './penalty.ts';
export { proximalL1, type ProximalL1Options } from './proximal-l1.ts';
export {
  asRegularizer,
  isRegularizer,
  type ProximalRegularizer,
  type Regularizer,
  type RegularizerConfig,
} from './regularizer.ts';
export {
  regularizer,
  regularizerFromConfig,
  regularizers,
  type RegularizerSpec,
} from './regularizers.ts';
export { softThreshold } from './soft-threshold.ts';
