import { atMost, checkNumber, count, nonNegative, readOptions } from '../shared/options.ts';
import { asSchedule, type Schedule } from './schedule.ts';

export interface CosineOptions {
  /** Learning rate of update 0, at least 0. */
  peak: number;
  /** Updates from the peak to the floor, a whole number of at least 1. */
  updates: number;
  /** Learning rate from update `updates` on, at least 0 and at most the peak. Default 0. */
  floor?: number;
}

/**
 * Half a cosine from `peak` at update 0 down to `floor` at update `updates`; stays there afterwards.
 * @throws UsageError for a missing, unknown or out-of-range option
 * @see Loshchilov & Hutter 2017 (arXiv 1608.03983), eq. 5 without restarts
 */
export function cosine(options: CosineOptions): Schedule {
  const { peak, updates, floor } = readOptions<Required<CosineOptions>>(
    'cosine',
    options,
    { peak: nonNegative, updates: count, floor: nonNegative },
    { floor: 0 },
  );
  checkNumber('cosine', 'floor', floor, atMost('peak', peak));
  return asSchedule({ schedule: 'cosine', peak, updates, floor }, (update) => {
    // #region exercise: half a cosine from peak to floor, and the floor for every later update
    const progress = Math.min(update / updates, 1);
    return floor + ((peak - floor) * (1 + Math.cos(Math.PI * progress))) / 2;
    // #endregion
  });
}
