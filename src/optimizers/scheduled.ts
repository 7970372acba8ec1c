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
 * The value in one update. @throws UsageError when a schedule gives one that is not finite or not within `range`
 * @param name of the option, as it stands in the sentence
 */
export function valueAt(
  who: string,
  name: string,
  value: Scheduled,
  update: number,
  range: Range,
): number {
  if (typeof value === 'number') return value;
  return checkNumber(who, `the schedule's ${name} at update ${update}`, value(update), range);
}

/** The rate of one update. @throws UsageError when a schedule gives something below 0 or not finite */
export const rateAt = (who: string, rate: LearningRate, update: number): number =>
  valueAt(who, 'rate', rate, update, nonNegative);

/** An option as plain data. @throws UsageError for a schedule that could not be rebuilt */
export function plainOption(option: unknown): unknown {
  return isSchedule(option) ? savedConfig(option) : option;
}
