import {
  atMost,
  checkNumber,
  count,
  nonNegative,
  positive,
  readOptions,
} from '../shared/options.ts';
import { asSchedule, type Schedule } from './schedule.ts';

export interface CyclicOptions {
  /** Lowest learning rate, at which each cycle starts and ends; at least 0. */
  floor: number;
  /** Highest learning rate of the first cycle, at least the floor. */
  peak: number;
  /** Updates from the floor to the peak, half a cycle; a whole number of at least 1. */
  every: number;
  /** What each cycle's height is multiplied by for the next, greater than 0. Default 1; 0.5 is "triangular2". */
  factor?: number;
}

/**
 * Triangular cycles between `floor` and `peak`.
 * @throws UsageError for a missing, unknown or out-of-range option
 * @see Smith 2017 (arXiv 1506.01186), section 3
 */
export function cyclic(options: CyclicOptions): Schedule {
  const { floor, peak, every, factor } = readOptions<Required<CyclicOptions>>(
    'cyclic',
    options,
    { floor: nonNegative, peak: nonNegative, every: count, factor: positive },
    { factor: 1 },
    {
      mode: 'factor 0.5 is "triangular2"',
      gamma: 'factor shrinks whole cycles: it is gamma ** (2 * every)',
    },
  );
  checkNumber('cyclic', 'floor', floor, atMost('peak', peak));
  return asSchedule(
    { schedule: 'cyclic', floor, peak, every, factor },
    (update) => {
      // #region exercise: find the cycle, then how near its middle this update is
      const cycle = Math.floor(update / (2 * every));
      const nearness = 1 - Math.abs((update % (2 * every)) / every - 1);
      return floor + (peak - floor) * factor ** cycle * nearness;
      // #endregion
    },
    floor,
  );
}
