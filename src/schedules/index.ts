import { shown, UsageError } from '../shared/errors.ts';
import { lookUp } from '../shared/nearest.ts';
import { constant, type ConstantOptions } from './constant.ts';
import { cosine, type CosineOptions } from './cosine.ts';
import { type Schedule, type ScheduleConfig } from './schedule.ts';
import { stepDecay, type StepDecayOptions } from './step-decay.ts';
import { warmup } from './warmup.ts';

export { constant, cosine, stepDecay, warmup };
export type { ConstantOptions, CosineOptions, StepDecayOptions, Schedule, ScheduleConfig };
export { isSchedule } from './schedule.ts';

type Options = Omit<ScheduleConfig, 'schedule'>;

/** How each schedule is rebuilt from the options in its config. */
const builders: Readonly<Record<string, (options: Options) => Schedule>> = {
  constant: (options) => constant(options as unknown as ConstantOptions),
  stepDecay: (options) => stepDecay(options as unknown as StepDecayOptions),
  cosine: (options) => cosine(options as unknown as CosineOptions),
  warmup: ({ updates, after }) =>
    warmup(updates as number, scheduleFromConfig(after as ScheduleConfig)),
};

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
