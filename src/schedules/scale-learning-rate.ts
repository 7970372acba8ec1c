import { count, nonNegative, readOptions } from '../shared/options.ts';

export interface ScaleLearningRateOptions {
  /** Learning rate that is good for `baseBatch`, at least 0. */
  rate: number;
  /** Batch size to be used, a whole number of at least 1. */
  batch: number;
  /** Batch size that `rate` was found with, a whole number of at least 1. Default 256. */
  baseBatch?: number;
}

/**
 * The linear scaling rule: a batch k times as large takes a learning rate k times as large. It fails where that rate is
 * too large to be stable; a warm-up moves the limit.
 * @returns the learning rate for `batch`
 * @throws UsageError for a missing, unknown or out-of-range option
 * @see Goyal et al. 2017 (arXiv 1706.02677), section 2.1
 */
export function scaleLearningRate(options: ScaleLearningRateOptions): number {
  const { rate, batch, baseBatch } = readOptions<Required<ScaleLearningRateOptions>>(
    'scaleLearningRate',
    options,
    { rate: nonNegative, batch: count, baseBatch: count },
    { baseBatch: 256 },
  );
  // #region exercise: as many times the rate as the batch is times the base batch
  return (rate * batch) / baseBatch;
  // #endregion
}
