import { nonNegative, positive, readOptions } from '../shared/options.ts';
import { asSchedule, type Schedule } from './schedule.ts';

export interface InverseTimeOptions {
  /** Learning rate of update 0, at least 0. */
  rate: number;
  /** Updates after which the rate is halved, greater than 0. */
  every: number;
}

/**
 * Inverse-time decay: rate / (1 + update / every), which meets the conditions of Robbins and Monro.
 * @throws UsageError for a missing, unknown or out-of-range option
 * @see Robbins & Monro 1951, "A stochastic approximation method"
 */
export function inverseTime(options: InverseTimeOptions): Schedule {
  const { rate, every } = readOptions<InverseTimeOptions>(
    'inverseTime',
    options,
    { rate: nonNegative, every: positive },
    {},
  );
  return asSchedule({ schedule: 'inverseTime', rate, every }, (update) => {
    // #region exercise: divide the rate by one plus the share of `every` that has passed
    return rate / (1 + update / every);
    // #endregion
  });
}
