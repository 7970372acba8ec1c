import type * as tf from '@tensorflow/tfjs';
import type { GivenRate } from '../optimizers/index.ts';
import { constant, scheduleFromConfig, type ScheduleConfig } from '../schedules/index.ts';
import { shown, UsageError } from '../shared/errors.ts';

/** The parts of an optimizer that concern its rate; tfjs declares `learningRate` protected. */
interface WithRate {
  learningRate?: unknown;
  setLearningRate?: (rate: number) => void;
  /** Those of this library have these two. */
  readonly rates?: readonly GivenRate[];
  readonly groupRates?: readonly number[];
}

/**
 * The learning rate of the coming update: of an optimizer of this library, also by schedule, or of a built-in one.
 * @throws UsageError for an optimizer that has no `learningRate`
 */
export function rateOf(who: string, optimizer: tf.Optimizer): number {
  const { learningRate } = optimizer as WithRate;
  if (typeof learningRate === 'number') return learningRate;
  throw new UsageError({
    who,
    rule: `the optimizer (${optimizer.getClassName()}) must have a number as its learningRate`,
    got: shown(learningRate),
  });
}

/** The rate of the coming update in each of the optimizer's parameter groups. */
export const groupRatesOf = (optimizer: tf.Optimizer): readonly number[] =>
  (optimizer as WithRate).groupRates ?? [];

/** A rate that can be cut. */
interface SettableRate {
  value: number;
}

/**
 * The rates of an optimizer to be set: its own, then those that groups have in place of it. Of one that warms up to a
 * number it is that number.
 * @throws UsageError for an optimizer that has none, or one by another schedule
 */
export function settableRates(
  who: string,
  optimizer: tf.Optimizer,
): readonly [SettableRate, ...SettableRate[]] {
  rateOf(who, optimizer);
  const [first = builtInRate(who, optimizer), ...others] = (optimizer as WithRate).rates ?? [];
  return [settable(who, first), ...others.map((rate) => settable(who, rate))];
}

function settable(who: string, given: GivenRate): SettableRate {
  const { option, value } = given;
  if (typeof value === 'number') return given as SettableRate;
  const { config } = value;
  let rate = warmedUp(config);
  if (rate === undefined) {
    throw new UsageError({
      who,
      rule: `the optimizer's ${option} must be a number, or a warm-up to one`,
      got: `the schedule ${shown(config)}`,
      remedy: 'give the optimizer a number, or leave this callback out',
    });
  }
  return {
    get value() {
      return rate as number;
    },
    set value(next) {
      given.value = scheduleFromConfig({ ...config, after: constant({ rate: next }).config });
      rate = next;
    },
  };
}

/** The rate that a warm-up ends at and stays at; undefined for any other schedule. */
function warmedUp({ schedule, after }: ScheduleConfig): number | undefined {
  if (!/^(?:warmup|exponentialWarmup)$/.test(schedule)) return undefined;
  const { schedule: then, rate } = after as ScheduleConfig;
  return then === 'constant' ? (rate as number) : undefined;
}

function builtInRate(who: string, optimizer: tf.Optimizer): GivenRate {
  const rated = optimizer as WithRate;
  return {
    option: 'learningRate',
    get value() {
      return rateOf(who, optimizer);
    },
    set value(rate) {
      // tf.train.sgd and momentum compute with a copy of their rate, which only this method renews.
      if (typeof rated.setLearningRate === 'function') rated.setLearningRate(rate);
      else rated.learningRate = rate;
    },
  };
}
