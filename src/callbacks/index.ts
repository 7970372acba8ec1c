export { earlyStopping, type EarlyStopping, type EarlyStoppingOptions } from './early-stopping.ts';
export { evaluateLoss, type EvaluateLossOptions, type LossParts } from './evaluate-loss.ts';
export { scalarRecord, versionRecord, type ScalarEvent } from './event-record.ts';
export { learningRateLog, type LearningRateLog } from './learning-rate-log.ts';
export { lossParts, type LossPartsLog } from './loss-parts.ts';
export type { MonitorOptions } from './monitor.ts';
export { rateFinder, type RateFinder, type RateFinderOptions } from './rate-finder.ts';
export { recomputeBatchNorm, type RecomputeBatchNormOptions } from './recompute-batch-norm.ts';
export {
  reduceOnPlateau,
  type RateCut,
  type ReduceOnPlateau,
  type ReduceOnPlateauOptions,
} from './reduce-on-plateau.ts';
export { swapAverages, type AveragingOptimizer, type SwapAverages } from './swap-averages.ts';
export {
  tensorBoardEvents,
  type ByteSink,
  type TensorBoardEvents,
  type TensorBoardEventsOptions,
} from './tensor-board-events.ts';
export {
  terminateOnNaN,
  type Divergence,
  type TerminateOnNaN,
  type TerminateOnNaNOptions,
} from './terminate-on-nan.ts';
