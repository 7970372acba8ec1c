import {
  atMost,
  checkNumber,
  count,
  nonNegative,
  positive,
  readOptions,
} from '../shared/options.ts';
import { asSchedule, type Schedule } from './schedule.ts';

export interface PolynomialOptions {
  /** Learning rate of update 0, at least 0. */
  peak: number;
  /** Updates from the peak to the floor, a whole number of at least 1. */
  updates: number;
  /** Learning rate from update `updates` on, at least 0 and at most the peak. Default 0. */
  floor?: number;
  /** 1 is a straight line; larger falls faster at first. Greater than 0. Default 2. */
  power?: number;
}

/**
 * Polynomial decay from `peak` at update 0 to `floor` at update `updates`; stays there afterwards.
 * @throws UsageError for a missing, unknown or out-of-range option
 */
export function polynomial(options: PolynomialOptions): Schedule {
  const { peak, updates, floor, power } = readOptions<Required<PolynomialOptions>>(
    'polynomial',
    options,
    { peak: nonNegative, updates: count, floor: nonNegative, power: positive },
    { floor: 0, power: 2 },
  );
  checkNumber('polynomial', 'floor', floor, atMost('peak', peak));
  return asSchedule({ schedule: 'polynomial', peak, updates, floor, power }, (update) => {
    // #region exercise: the power of what is left, from peak to floor, and the floor for every later update
    const left = 1 - Math.min(update / updates, 1);
    return floor + (peak - floor) * left ** power;
    // #endregion
  });
}
