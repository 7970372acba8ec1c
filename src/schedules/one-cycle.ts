import {
  atMost,
  belowOne,
  checkNumber,
  nonNegative,
  readOptions,
  several,
} from '../shared/options.ts';
import { asSchedule, type Schedule } from './schedule.ts';

export interface OneCycleOptions {
  /** Highest learning rate, at least 0. */
  peak: number;
  /** Updates of the whole cycle, a whole number of at least 2. */
  updates: number;
  /** Share of the cycle in which the rate rises, at least 0 and below 1. Default 0.3. */
  rise?: number;
  /** Learning rate of update 0, at least 0 and at most the peak. Default peak / 25. */
  start?: number;
  /** Learning rate of the last update and all later ones, at least 0 and at most the peak. Default start / 10 000. */
  floor?: number;
}

/**
 * One cycle: half a cosine up from `start` to `peak`, then one down to `floor`, which the last update has. Update
 * rise · updates - 1 has the peak; where that is no whole number, the peak lies between two updates. A rise of one update
 * or less has no climb: update 0 has the peak. (PyTorch divides by 0 where rise · updates is 1, never reaches the peak
 * below that, and with a rise of 1 never comes down.)
 * @throws UsageError for a missing, unknown or out-of-range option
 * @see Smith & Topin 2018 (arXiv 1708.07120); shape and defaults as in PyTorch's OneCycleLR
 */
export function oneCycle(options: OneCycleOptions): Schedule {
  const { peak, updates, rise, ...ends } = readOptions<OneCycleOptions & { rise: number }>(
    'oneCycle',
    options,
    { peak: nonNegative, updates: several, rise: belowOne, start: nonNegative, floor: nonNegative },
    { rise: 0.3, start: undefined, floor: undefined },
  );
  const { start = peak / 25, floor = start / 1e4 } = ends;
  checkNumber('oneCycle', 'start', start, atMost('peak', peak));
  checkNumber('oneCycle', 'floor', floor, atMost('peak', peak));
  return asSchedule({ schedule: 'oneCycle', peak, updates, rise, start, floor }, (update) => {
    // #region exercise: half a cosine up to the peak, half a cosine down to the floor, the floor for every later update
    const last = updates - 1;
    const top = Math.max(rise * updates - 1, 0);
    if (update >= last) return floor;
    if (update < top) return between(start, peak, update / top);
    return between(peak, floor, (update - top) / (last - top));
    // #endregion
  });
}

/** Half a cosine from `a` to `b` over a progress from 0 to 1. */
const between = (a: number, b: number, progress: number) =>
  b + ((a - b) * (1 + Math.cos(Math.PI * progress))) / 2;
