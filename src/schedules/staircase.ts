import { checkNumber, count } from '../shared/options.ts';
import { asSchedule, checkSchedule, type Schedule } from './schedule.ts';

/**
 * A schedule in stairs: for `every` updates it stays at the rate that `of` has at their first.
 * @param every length of a stair, a whole number of at least 1
 * @param of the schedule whose rates are kept
 * @throws UsageError for another length or an `of` that is no schedule
 */
export function staircase(every: number, of: Schedule): Schedule {
  checkNumber('staircase', 'every', every, count);
  const { config } = checkSchedule('staircase', 'of', of);
  return asSchedule({ schedule: 'staircase', every, of: config }, (update) =>
    of(update - (update % every)),
  );
}
