import { nonNegative, positive, readOptions } from '../shared/options.ts';
import { asSchedule, type Schedule } from './schedule.ts';

export interface InverseSqrtOptions {
  /** Learning rate of update 0, at least 0. */
  rate: number;
  /** Length of the clock's unit in updates, greater than 0. Default 1: rate / sqrt(t), t from 1. */
  every?: number;
}

/**
 * Inverse square root decay: rate / sqrt(1 + update / every). After a warm-up of n updates, `every: n` gives the
 * Transformer's peak · sqrt(n / t).
 * @throws UsageError for a missing, unknown or out-of-range option
 * @see Vaswani et al. 2017 (arXiv 1706.03762), eq. 3
 */
export function inverseSqrt(options: InverseSqrtOptions): Schedule {
  const { rate, every } = readOptions<Required<InverseSqrtOptions>>(
    'inverseSqrt',
    options,
    { rate: nonNegative, every: positive },
    { every: 1 },
  );
  return asSchedule({ schedule: 'inverseSqrt', rate, every }, (update) => {
    // #region exercise: divide the rate by the root of one plus the time that has passed
    return rate / Math.sqrt(1 + update / every);
    // #endregion
  });
}
