import { shown, UsageError } from '../shared/errors.ts';
import { lookUp } from '../shared/nearest.ts';
import { constant, type ConstantOptions } from './constant.ts';
import { cosine, type CosineOptions } from './cosine.ts';
import { cosineRestarts, type CosineRestartsOptions } from './cosine-restarts.ts';
import { cyclic, type CyclicOptions } from './cyclic.ts';
import { exponential, type ExponentialOptions } from './exponential.ts';
import { inverseSqrt, type InverseSqrtOptions } from './inverse-sqrt.ts';
import { inverseTime, type InverseTimeOptions } from './inverse-time.ts';
import { join, type JoinOptions } from './join.ts';
import { linear, type LinearOptions } from './linear.ts';
import { multiStep, type MultiStepOptions } from './multi-step.ts';
import { oneCycle, type OneCycleOptions } from './one-cycle.ts';
import { polynomial, type PolynomialOptions } from './polynomial.ts';
import { stepDecay, type StepDecayOptions } from './step-decay.ts';
import { exponentialWarmup } from './exponential-warmup.ts';
import { schedule, type Schedule, type ScheduleConfig } from './schedule.ts';
import { warmup } from './warmup.ts';

export {
  constant,
  cosine,
  cosineRestarts,
  cyclic,
  exponential,
  inverseSqrt,
  inverseTime,
  join,
  linear,
  multiStep,
  oneCycle,
  polynomial,
  stepDecay,
  exponentialWarmup,
  schedule,
  warmup,
};
export type {
  ConstantOptions,
  CosineOptions,
  CosineRestartsOptions,
  CyclicOptions,
  ExponentialOptions,
  InverseSqrtOptions,
  InverseTimeOptions,
  JoinOptions,
  LinearOptions,
  MultiStepOptions,
  OneCycleOptions,
  PolynomialOptions,
  StepDecayOptions,
  Schedule,
  ScheduleConfig,
};
export { isSchedule } from './schedule.ts';
export { scaleLearningRate, type ScaleLearningRateOptions } from './scale-learning-rate.ts';

type Options = Omit<ScheduleConfig, 'schedule'>;

/** A schedule whose config is its options, turned back into the call. */
const plain =
  <O>(build: (options: O) => Schedule) =>
  (options: Options) =>
    build(options as unknown as O);
const nested = (config: unknown) => scheduleFromConfig(config as ScheduleConfig);

/** How each schedule is rebuilt from the options in its config. */
const builders: Readonly<Record<string, (options: Options) => Schedule>> = {
  constant: plain(constant),
  cosine: plain(cosine),
  cosineRestarts: plain(cosineRestarts),
  cyclic: plain(cyclic),
  exponential: plain(exponential),
  inverseSqrt: plain(inverseSqrt),
  inverseTime: plain(inverseTime),
  linear: plain(linear),
  multiStep: plain(multiStep),
  oneCycle: plain(oneCycle),
  polynomial: plain(polynomial),
  stepDecay: plain(stepDecay),
  join: ({ schedules, milestones }) =>
    join({
      schedules: (schedules as unknown as readonly unknown[]).map(nested),
      milestones: milestones as readonly number[],
    }),
  warmup: ({ updates, after }) => warmup(updates as number, nested(after)),
  exponentialWarmup: ({ updates, after, from }) =>
    exponentialWarmup(updates as number, nested(after), from as number),
};

/** Names of all schedules that a config can describe. */
export const scheduleNames: readonly string[] = Object.keys(builders);

/**
 * The schedule that `config` describes, nested ones included: `scheduleFromConfig(s.config)` walks the path of `s`.
 * @throws UsageError for an unknown schedule or a bad option
 */
export function scheduleFromConfig(config: ScheduleConfig): Schedule {
  if (typeof config?.schedule !== 'string') {
    throw new UsageError(`schedule: config must name its schedule, got ${shown(config)}`);
  }
  // tfjs adds `customObjects` to every config that it loads.
  const { schedule, customObjects: _, ...options } = config;
  return lookUp('schedule', schedule, builders)(options);
}
