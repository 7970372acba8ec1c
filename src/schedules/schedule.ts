import { shown, UsageError } from '../shared/errors.ts';
import { checkNumber, wholeNumber } from '../shared/options.ts';

/** The plain object that rebuilds a schedule: its name and its options. Identifiers are camelCase, so it survives tfjs. */
export interface ScheduleConfig {
  readonly schedule: string;
  readonly [option: string]:
    number | string | boolean | readonly number[] | ScheduleConfig | readonly ScheduleConfig[];
}

/** Learning rate as a pure function of the update index, counted from 0. */
export interface Schedule {
  (update: number): number;
  readonly config: ScheduleConfig;
}

/**
 * Joins a config and its rate function into a schedule that refuses an index below 0 or between two updates. The
 * schedules of the library are made with it; `schedule` makes one of your own.
 * @param floor of a rate that is multiplied over and over and may outgrow all numbers: then it stays at the largest one,
 * and at the floor where nothing is multiplied
 */
export function asSchedule(
  config: ScheduleConfig,
  rate: (update: number) => number,
  floor?: number,
): Schedule {
  const checked = (update: number) => {
    const value = rate(checkNumber(config.schedule, 'update', update, wholeNumber));
    if (floor === undefined) return value;
    return Number.isNaN(value) ? floor : Math.min(value, Number.MAX_VALUE);
  };
  // So that messages name it.
  Object.defineProperty(checked, 'name', { value: config.schedule });
  return Object.assign(checked, { config });
}

/** Whether `value` is a schedule made by this library. */
export function isSchedule(value: unknown): value is Schedule {
  return (
    typeof value === 'function' && typeof (value as Partial<Schedule>).config?.schedule === 'string'
  );
}

/** Whether a value is the config of a schedule, and not a schedule or a number. */
export function isScheduleConfig(value: unknown): value is ScheduleConfig {
  return typeof value === 'object' && value !== null && 'schedule' in value;
}

/** @throws UsageError unless `value` is a schedule, as the option `name` of `who` asks */
export function checkSchedule(who: string, name: string, value: unknown): Schedule {
  if (isSchedule(value)) return value;
  throw new UsageError({
    who,
    rule: `${name} must be a schedule such as constant({ rate: 0.1 })`,
    got: shown(value),
  });
}
