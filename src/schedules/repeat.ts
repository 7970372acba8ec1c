import { checkNumber, count } from '../shared/options.ts';
import { asSchedule, checkSchedule, type Schedule } from './schedule.ts';

/**
 * A schedule over and over: after `updates` updates `of` begins again from its own update 0.
 * @param updates length of a round, a whole number of at least 1
 * @param of the schedule that is repeated
 * @throws UsageError for another length or an `of` that is no schedule
 * @see Loshchilov & Hutter 2017 (arXiv 1608.03983), warm restarts
 */
export function repeat(updates: number, of: Schedule): Schedule {
  checkNumber('repeat', 'updates', updates, count);
  const { config } = checkSchedule('repeat', 'of', of);
  return asSchedule({ schedule: 'repeat', updates, of: config }, (update) => of(update % updates));
}
