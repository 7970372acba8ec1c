import { nonNegative, readOptions, several, share } from '../shared/options.ts';
import { schedule, type Schedule } from './schedule.ts';

export interface OneCycleOptions {
  /** Highest learning rate, at least 0. */
  peak: number;
  /** Updates of the whole cycle, a whole number of at least 2. */
  updates: number;
  /** Share of the cycle in which the rate rises, 0 to 1. Default 0.3. */
  rise?: number;
  /** Learning rate of update 0, at least 0. Default peak / 25. */
  start?: number;
  /** Learning rate of the last update and all later ones, at least 0. Default start / 10 000. */
  floor?: number;
}

/**
 * One cycle: half a cosine up from `start` to `peak`, then one down to `floor`, which the last update has.
 * @throws UsageError for a missing, unknown or out-of-range option
 * @see Smith & Topin 2018 (arXiv 1708.07120); shape and defaults as in PyTorch's OneCycleLR
 */
export function oneCycle(options: OneCycleOptions): Schedule {
  const { peak, updates, rise, ...ends } = readOptions<OneCycleOptions & { rise: number }>(
    'oneCycle',
    options,
    { peak: nonNegative, updates: several, rise: share, start: nonNegative, floor: nonNegative },
    { rise: 0.3, start: undefined, floor: undefined },
  );
  const { start = peak / 25, floor = start / 1e4 } = ends;
  return schedule({ schedule: 'oneCycle', peak, updates, rise, start, floor }, (update) => {
    // #region exercise: half a cosine up to the peak, half a cosine down to the floor, the floor for every later update
    const top = rise * updates - 1;
    const last = updates - 1;
    if (update <= top) return between(start, peak, update / top);
    return between(peak, floor, Math.min((update - top) / (last - top), 1));
    // #endregion
  });
}

/** Half a cosine from `a` to `b` over a progress from 0 to 1. */
const between = (a: number, b: number, progress: number) =>
  b + ((a - b) * (1 + Math.cos(Math.PI * progress))) / 2;
