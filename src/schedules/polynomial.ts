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
  /** Whether it goes up again after each end, to fall more slowly: the way of one more length. Default false. */
  cycle?: boolean;
}

/**
 * Polynomial decay from `peak` at update 0 to `floor` at update `updates`; stays there afterwards. With `cycle` it is at the
 * floor after 1, 2, 3, … times `updates`, each time as if it had fallen from the peak in all that time, as Keras has it.
 * @throws UsageError for a missing, unknown or out-of-range option
 */
export function polynomial(options: PolynomialOptions): Schedule {
  const { peak, updates, floor, power, cycle } = readOptions<Required<PolynomialOptions>>(
    'polynomial',
    options,
    { peak: nonNegative, updates: count, floor: nonNegative, power: positive },
    { floor: 0, power: 2, cycle: false },
  );
  checkNumber('polynomial', 'floor', floor, atMost('peak', peak));
  const config = {
    schedule: 'polynomial',
    peak,
    updates,
    floor,
    power,
    ...(cycle ? { cycle } : {}),
  };
  const fall = (update: number, updates: number) => {
    // #region exercise: the power of what is left, from peak to floor, and the floor for every later update
    const left = 1 - Math.min(update / updates, 1);
    return floor + (peak - floor) * left ** power;
    // #endregion
  };
  return asSchedule(config, (update) =>
    fall(update, cycle ? updates * Math.max(1, Math.ceil(update / updates)) : updates),
  );
}
