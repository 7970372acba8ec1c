import { checkNumber, count } from '../shared/options.ts';
import { constant } from './constant.ts';
import { asSchedule, checkSchedule, type Schedule } from './schedule.ts';

/**
 * Linear warm-up: `updates` updates that climb in equal steps to the first rate of `after`, then `after` from its own
 * update 0. The first update has rate peak / `updates`, never 0; update `updates` - 1 is the first at the peak.
 * @param updates length of the climb, a whole number of at least 1
 * @param after the schedule that follows, or a number for a constant rate
 * @throws UsageError for another length or an `after` that is no schedule
 * @see Goyal et al. 2017 (arXiv 1706.02677), section 2.2
 */
export function warmup(updates: number, after: Schedule | number): Schedule {
  checkNumber('warmup', 'updates', updates, count);
  const next =
    typeof after === 'number' ? constant({ rate: after }) : checkSchedule('warmup', 'after', after);
  return asSchedule({ schedule: 'warmup', updates, after: next.config }, (update) => {
    // #region exercise: climb in equal steps to the first rate of `next`, then follow it from its own update 0
    if (update < updates) return (next(0) * (update + 1)) / updates;
    return next(update - updates);
    // #endregion
  });
}
