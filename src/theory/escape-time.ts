import { checkNumber, positive } from '../shared/options.ts';

/** A ridge that gradient descent falls off. */
export interface Escape {
  /** Distance from the ridge at the start. */
  readonly from: number;
  /** Distance at which it has escaped. */
  readonly to: number;
  /** How strongly the ground bends down across the ridge: the size of the negative curvature. */
  readonly curvature: number;
  readonly learningRate: number;
}

/**
 * The updates that plain gradient descent needs from near a saddle's ridge to a given distance, where the ground falls as
 * -½ · curvature · y². Each update multiplies the distance by the same factor. 0 from beyond the distance.
 * @returns a number of updates, not rounded
 * @throws UsageError for a distance, curvature or rate that is not above 0
 */
export function escapeTime(escape: Escape): number {
  for (const name of ['from', 'to', 'curvature', 'learningRate'] as const)
    checkNumber('escapeTime', name, escape[name], positive);
  const { from, to, curvature, learningRate } = escape;
  // #region exercise: by what does an update multiply the distance, and how often must it do so
  const growth = 1 + learningRate * curvature;
  return Math.max(0, Math.log(to / from) / Math.log(growth));
  // #endregion
}
