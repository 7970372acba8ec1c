import {
  isSchedule,
  scheduleFromConfig,
  type Schedule,
  type ScheduleConfig,
} from '../schedules/index.ts';
import { savedConfig } from '../schedules/schedules.ts';
import { shown, UsageError } from '../shared/errors.ts';
import { checkNumber, nonNegative, type Range } from '../shared/options.ts';

/** A number, or a schedule that gives one for each update. */
export type Scheduled = number | Schedule;

/** A learning rate: one number, or a schedule that gives one for each update. */
export type LearningRate = Scheduled;

/**
 * Reads a number in `range`, a schedule, or the config of one; throws a UsageError for anything else, and for a schedule
 * where the range is of constants.
 */
export const scheduled =
  (range: Range) =>
  (who: string, name: string, value: unknown): Scheduled => {
    if (range.isConstant) return checkNumber(who, name, value, range);
    if (isSchedule(value)) return value;
    if (typeof value === 'object' && value !== null && 'schedule' in value) {
      return scheduleFromConfig(value as ScheduleConfig);
    }
    if (typeof value === 'number') return checkNumber(who, name, value, range);
    throw new UsageError({
      who,
      rule: `${name} must be a number or a schedule`,
      got: shown(value),
      remedy:
        typeof value === 'function'
          ? `write ${name}: schedule({ schedule: 'mine' }, (update) => …)`
          : undefined,
    });
  };

/** Reads a learning rate: at least 0. */
export const readLearningRate = scheduled(nonNegative);

/**
 * What a schedule gave for one update. @throws UsageError when that is not finite or not within `range`
 * @param name of the option, as it stands in the sentence
 */
export function scheduledValue(
  who: string,
  name: string,
  value: number,
  update: number,
  range: Range,
): number {
  return checkNumber(who, `the schedule's ${name} at update ${update}`, value, range);
}

/** An option as plain data. @throws UsageError for a schedule that could not be rebuilt */
export function plainOption(option: unknown): unknown {
  return isSchedule(option) ? savedConfig(option) : option;
}
