import { atMost, checkNumber, count, nonNegative, readOptions } from '../shared/options.ts';
import { asSchedule, type Schedule } from './schedule.ts';

export interface LinearOptions {
  /** Learning rate of update 0, at least 0. */
  peak: number;
  /** Updates from the peak to the floor, a whole number of at least 1. */
  updates: number;
  /** Learning rate from update `updates` on, at least 0 and at most the peak. Default 0. */
  floor?: number;
}

/**
 * A straight line from `peak` at update 0 to `floor` at update `updates`; stays there afterwards.
 * @throws UsageError for a missing, unknown or out-of-range option
 */
export function linear(options: LinearOptions): Schedule {
  const { peak, updates, floor } = readOptions<Required<LinearOptions>>(
    'linear',
    options,
    { peak: nonNegative, updates: count, floor: nonNegative },
    { floor: 0 },
  );
  checkNumber('linear', 'floor', floor, atMost('peak', peak));
  return asSchedule({ schedule: 'linear', peak, updates, floor }, (update) => {
    // #region exercise: a straight line from peak to floor, and the floor for every later update
    return peak + (floor - peak) * Math.min(update / updates, 1);
    // #endregion
  });
}
