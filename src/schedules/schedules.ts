import { shown, UsageError } from '../shared/errors.ts';
import { lookUp } from '../shared/look-up.ts';
import { constant } from './constant.ts';
import { cosine } from './cosine.ts';
import { cosineRestarts } from './cosine-restarts.ts';
import { cyclic } from './cyclic.ts';
import { exponential } from './exponential.ts';
import { exponentialWarmup } from './exponential-warmup.ts';
import { inverseSqrt } from './inverse-sqrt.ts';
import { inverseTime } from './inverse-time.ts';
import { join } from './join.ts';
import { linear } from './linear.ts';
import { multiStep } from './multi-step.ts';
import { oneCycle } from './one-cycle.ts';
import { polynomial } from './polynomial.ts';
import { repeat } from './repeat.ts';
import { staircase } from './staircase.ts';
import { stepDecay } from './step-decay.ts';
import { warmup } from './warmup.ts';
import { asSchedule, isScheduleConfig, type Schedule, type ScheduleConfig } from './schedule.ts';

type Options = Readonly<Record<string, unknown>>;
type Build = (options: Options) => Schedule;

/** A schedule whose config is its options, turned back into the call. */
const plain =
  <O>(build: (options: O) => Schedule): Build =>
  (options) =>
    build(options as O);
const nested = (config: unknown) => scheduleFromConfig(config as ScheduleConfig);

/** How each schedule is rebuilt from the options in its config. */
const builders: Readonly<Record<string, Build>> = {
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
      schedules: (schedules as readonly unknown[]).map(nested),
      milestones: milestones as readonly number[],
    }),
  repeat: ({ updates, of }) => repeat(updates as number, nested(of)),
  staircase: ({ every, of }) => staircase(every as number, nested(of)),
  warmup: ({ updates, after }) => warmup(updates as number, nested(after)),
  exponentialWarmup: ({ updates, after, from }) =>
    exponentialWarmup(updates as number, nested(after), from as number),
};

/** Names of all schedules of the library, which a config can describe. */
export const scheduleNames: readonly string[] = Object.keys(builders);

const registered = new Map<string, Build>();

/**
 * A schedule of your own: a config that names it, and its rate as a pure function of the update index, counted from 0.
 * An optimizer that has one can be saved after `registerSchedule`.
 * @throws UsageError for a config without a name, or with that of a schedule of the library
 */
export function schedule(config: ScheduleConfig, rate: (update: number) => number): Schedule {
  checkFree('schedule', nameIn(config));
  return asSchedule(config, rate);
}

/**
 * Says how a schedule of your own is made again from its config, so that optimizers with it can be saved; a program that
 * loads one says it before. The last call for a name holds.
 * @param build is given the config without the name
 * @throws UsageError for the name of a schedule of the library
 */
export function registerSchedule(name: string, build: Build): void {
  checkFree('registerSchedule', name);
  registered.set(name, build);
}

/**
 * The schedule that `config` describes, nested ones included: `scheduleFromConfig(s.config)` walks the path of `s`.
 * @throws UsageError for an unknown schedule or a bad option
 */
export function scheduleFromConfig(config: ScheduleConfig): Schedule {
  const name = nameIn(config);
  // tfjs adds `customObjects` to every config that it loads.
  const { schedule: _, customObjects: __, ...options } = config;
  return lookUp('schedule', name, { ...builders, ...Object.fromEntries(registered) })(options);
}

/**
 * The config of a schedule that is to be saved.
 * @throws UsageError when nothing would rebuild it, or one that is nested in it
 */
export function savedConfig({ config }: Schedule): ScheduleConfig {
  checkRebuild(config);
  return config;
}

function checkRebuild(config: ScheduleConfig): void {
  const { schedule: name, ...options } = config;
  if (!Object.hasOwn(builders, name) && !registered.has(name)) {
    throw new UsageError({
      rule: `the schedule "${name}" cannot be saved, since nothing makes it again when it is loaded`,
      remedy: `call registerSchedule("${name}", build) first`,
    });
  }
  for (const inner of Object.values(options).flat())
    if (isScheduleConfig(inner)) checkRebuild(inner);
}

function nameIn(config: ScheduleConfig): string {
  if (typeof config?.schedule === 'string') return config.schedule;
  throw new UsageError({
    who: 'schedule',
    rule: 'config must name its schedule',
    got: shown(config),
  });
}

function checkFree(who: string, name: string): void {
  if (!Object.hasOwn(builders, name)) return;
  throw new UsageError({
    who,
    rule: `"${name}" is a schedule of the library`,
    remedy: 'give your own another name',
  });
}
