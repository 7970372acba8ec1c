import { count, nonNegative, positive, readOptions } from '../shared/options.ts';
import { asSchedule, type Schedule } from './schedule.ts';

export interface StepDecayOptions {
  /** Learning rate before the first drop, at least 0. */
  rate: number;
  /** What each drop multiplies the rate by, greater than 0. Default 0.1. */
  factor?: number;
  /** Updates from one drop to the next, a whole number of at least 1. */
  every: number;
}

/**
 * Multiplies the rate by `factor` after every `every` updates; update `every` is the first with the lower rate.
 * @throws UsageError for a missing, unknown or out-of-range option
 * @see He et al. 2016 (arXiv 1512.03385), section 3.4: "divided by 10 when the error plateaus"
 */
export function stepDecay(options: StepDecayOptions): Schedule {
  const { rate, factor, every } = readOptions<Required<StepDecayOptions>>(
    'stepDecay',
    options,
    { rate: nonNegative, factor: positive, every: count },
    { factor: 0.1 },
  );
  return asSchedule(
    { schedule: 'stepDecay', rate, factor, every },
    (update) => {
      // #region exercise: multiply the rate by the factor once for every full period that has passed
      return rate * factor ** Math.floor(update / every);
      // #endregion
    },
    0,
  );
}
