import {
  atMost,
  checkNumber,
  count,
  nonNegative,
  positive,
  readOptions,
} from '../shared/options.ts';
import { asSchedule, type Schedule } from './schedule.ts';

export interface CosineRestartsOptions {
  /** Learning rate at the start of the first period, at least 0. */
  peak: number;
  /** Updates in the first period, a whole number of at least 1. */
  updates: number;
  /** Learning rate that each period ends near, at least 0 and at most the peak. Default 0. */
  floor?: number;
  /** What each period's length is multiplied by for the next, a whole number of at least 1. Default 1. */
  stretch?: number;
  /** What each period's peak is multiplied by for the next, greater than 0; no peak falls below the floor. Default 1. */
  factor?: number;
}

/**
 * Cosine decay that starts again from its peak: each period falls from the peak towards the floor, the next begins at
 * the top.
 * @throws UsageError for a missing, unknown or out-of-range option
 * @see Loshchilov & Hutter 2017 (arXiv 1608.03983), eq. 5
 */
export function cosineRestarts(options: CosineRestartsOptions): Schedule {
  const { peak, updates, floor, stretch, factor } = readOptions<Required<CosineRestartsOptions>>(
    'cosineRestarts',
    options,
    { peak: nonNegative, updates: count, floor: nonNegative, stretch: count, factor: positive },
    { floor: 0, stretch: 1, factor: 1 },
  );
  checkNumber('cosineRestarts', 'floor', floor, atMost('peak', peak));
  const config = { schedule: 'cosineRestarts', peak, updates, floor, stretch, factor };
  return asSchedule(
    config,
    (update) => {
      // #region exercise: find the period that holds this update, then half a cosine within it
      const start = (period: number) =>
        updates * (stretch === 1 ? period : (stretch ** period - 1) / (stretch - 1));
      const passed = update / updates;
      const grown = Math.log1p(passed * (stretch - 1)) / Math.log(stretch);
      let period = Math.floor(stretch === 1 ? passed : grown);
      // A logarithm rounds: at a boundary it may end on the wrong side.
      if (update < start(period)) period -= 1;
      if (update >= start(period + 1)) period += 1;
      const progress = (update - start(period)) / (updates * stretch ** period);
      const top = Math.max(peak * factor ** period, floor);
      return floor + ((top - floor) * (1 + Math.cos(Math.PI * progress))) / 2;
      // #endregion
    },
    floor,
  );
}
