import { exponentialWarmup, scheduleFromConfig, warmup } from '../schedules/index.ts';

export type Options = Readonly<Record<string, number | readonly number[]>>;
export type Rate = (update: number) => number;

/** The right schedule of a member; warm-ups go on with the rate that they have reached. */
export function rightRate(member: string, options: Options): Rate {
  const { peak, warmup: updates } = options as { peak: number; warmup: number };
  if (member === 'warmup') return warmup(updates, peak);
  if (member === 'exponentialWarmup') return exponentialWarmup(updates, peak);
  return scheduleFromConfig({ schedule: member, ...options });
}
