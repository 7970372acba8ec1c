import { nonNegative, positive, readOptions } from '../shared/options.ts';
import { asSchedule, type Schedule } from './schedule.ts';

export interface ExponentialOptions {
  /** Learning rate of update 0, at least 0. */
  rate: number;
  /** What the rate is multiplied by over `every` updates, greater than 0. */
  factor: number;
  /** Updates over which the factor acts once, greater than 0. Default 1. */
  every?: number;
}

/**
 * Exponential decay: rate · factor^(update / every), without jumps.
 * @throws UsageError for a missing, unknown or out-of-range option
 */
export function exponential(options: ExponentialOptions): Schedule {
  const { rate, factor, every } = readOptions<Required<ExponentialOptions>>(
    'exponential',
    options,
    { rate: nonNegative, factor: positive, every: positive },
    { every: 1 },
  );
  return asSchedule(
    { schedule: 'exponential', rate, factor, every },
    (update) => {
      // #region exercise: multiply by the factor's (update / every)-th power
      return rate * factor ** (update / every);
      // #endregion
    },
    0,
  );
}
