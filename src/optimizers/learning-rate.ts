import {
  isSchedule,
  scheduleFromConfig,
  type Schedule,
  type ScheduleConfig,
} from '../schedules/index.ts';
import { savedConfig } from '../schedules/schedules.ts';
import { shown, UsageError } from '../shared/errors.ts';
import { checkNumber, nonNegative } from '../shared/options.ts';

/** A learning rate: one number, or a schedule that gives one for each update. */
export type LearningRate = number | Schedule;

/** A rate of at least 0, a schedule, or the config of one. @throws UsageError for anything else */
export function readLearningRate(who: string, name: string, value: unknown): LearningRate {
  if (isSchedule(value)) return value;
  if (typeof value === 'object' && value !== null && 'schedule' in value) {
    return scheduleFromConfig(value as ScheduleConfig);
  }
  if (typeof value === 'number') return checkNumber(who, name, value, nonNegative);
  throw new UsageError({ who, rule: `${name} must be a number or a schedule`, got: shown(value) });
}

/** The rate of one update. @throws UsageError when a schedule gives something below 0 or not finite */
export function rateAt(who: string, rate: LearningRate, update: number): number {
  if (typeof rate === 'number') return rate;
  return checkNumber(who, `the schedule's rate at update ${update}`, rate(update), nonNegative);
}

/** The rate as plain data. @throws UsageError for a schedule that could not be rebuilt */
export function rateConfig(rate: LearningRate): number | ScheduleConfig {
  return typeof rate === 'number' ? rate : savedConfig(rate);
}
