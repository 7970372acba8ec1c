import { checkNumber, count, type Range } from '../shared/options.ts';
import { constant } from './constant.ts';
import { asSchedule, checkSchedule, type Schedule } from './schedule.ts';

const properShare: Range = {
  says: 'greater than 0 and at most 1',
  holds: (value) => value > 0 && value <= 1,
};

/**
 * Exponential warm-up: `updates` updates whose rates grow by equal factors to the first rate of `after`, then `after`
 * from its own update 0. Update `updates` - 1 is the first at the peak.
 * @param updates length of the climb, a whole number of at least 1
 * @param after the schedule that follows, or a number for a constant rate
 * @param from share of the peak that the climb sets out from, one factor before update 0; default 0.001
 * @throws UsageError for another length or share, or an `after` that is no schedule
 */
export function exponentialWarmup(
  updates: number,
  after: Schedule | number,
  from = 1e-3,
): Schedule {
  checkNumber('exponentialWarmup', 'updates', updates, count);
  checkNumber('exponentialWarmup', 'from', from, properShare);
  const next =
    typeof after === 'number'
      ? constant({ rate: after })
      : checkSchedule('exponentialWarmup', 'after', after);
  const config = { schedule: 'exponentialWarmup', updates, after: next.config, from };
  return asSchedule(config, (update) => {
    // #region exercise: grow by equal factors to the first rate of `next`, then follow it from its own update 0
    if (update < updates) return next(0) * from ** (1 - (update + 1) / updates);
    return next(update - updates);
    // #endregion
  });
}
