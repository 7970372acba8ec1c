import { nonNegative, positive, readOptions, risingCounts } from '../shared/options.ts';
import { asSchedule, type Schedule } from './schedule.ts';

export interface MultiStepOptions {
  /** Learning rate before the first drop, at least 0. */
  rate: number;
  /** What each drop multiplies the rate by, greater than 0. Default 0.1. */
  factor?: number;
  /** Updates that are the first with a lower rate: rising whole numbers of at least 1. */
  milestones: readonly number[];
}

/**
 * Multiplies the rate by `factor` at each milestone.
 * @throws UsageError for a missing, unknown or out-of-range option
 * @see Goyal et al. 2017 (arXiv 1706.02677), section 5.1: a tenth at three milestones
 */
export function multiStep(options: MultiStepOptions): Schedule {
  const { rate, factor, milestones } = readOptions<Required<MultiStepOptions>>(
    'multiStep',
    options,
    { rate: nonNegative, factor: positive, milestones: risingCounts },
    { factor: 0.1 },
  );
  return asSchedule(
    { schedule: 'multiStep', rate, factor, milestones },
    (update) => {
      // #region exercise: multiply the rate by the factor once for every milestone that is reached
      return rate * factor ** milestones.filter((milestone) => milestone <= update).length;
      // #endregion
    },
    0,
  );
}
