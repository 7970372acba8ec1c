import { shown, UsageError } from '../shared/errors.ts';
import { readOptions, risingCounts } from '../shared/options.ts';
import { asSchedule, checkSchedule, type Schedule } from './schedule.ts';

export interface JoinOptions {
  /** What follows one another; each counts from its own update 0. */
  schedules: readonly Schedule[];
  /** Updates at which the second, third, ... schedule begins: rising whole numbers of at least 1, one fewer than schedules. */
  milestones: readonly number[];
}

/**
 * One schedule after another.
 * @throws UsageError for a missing or unknown option, something that is no schedule, or another number of milestones
 */
export function join(options: JoinOptions): Schedule {
  const { schedules, milestones } = readOptions<JoinOptions>(
    'join',
    options,
    { schedules: readSchedules, milestones: risingCounts },
    {},
  );
  if (milestones.length !== schedules.length - 1) {
    throw new UsageError({
      who: 'join',
      rule: `milestones must be one fewer than schedules (${schedules.length})`,
      got: milestones.length,
    });
  }
  const configs = schedules.map(({ config }) => config);
  return asSchedule({ schedule: 'join', schedules: configs, milestones }, (update) => {
    // #region exercise: find the schedule that is on, and ask it with its own count of updates
    const on = milestones.filter((milestone) => milestone <= update).length;
    const begun = milestones[on - 1] ?? 0;
    return (schedules[on] as Schedule)(update - begun);
    // #endregion
  });
}

function readSchedules(who: string, name: string, value: unknown): readonly Schedule[] {
  if (!Array.isArray(value) || value.length < 2) {
    throw new UsageError({
      who,
      rule: `${name} must be a list of at least two`,
      got: shown(value),
    });
  }
  return value.map((one, i) => checkSchedule(who, `${name}[${i}]`, one));
}
