import { shown, UsageError } from '../shared/errors.ts';

/** The second derivatives of a loss by two weights: symmetric. */
export type Curvature = readonly [readonly [number, number], readonly [number, number]];

/**
 * The largest learning rate at which gradient descent does not leave a bowl of two weights: 2 / the curvature of its
 * steepest direction, wherever that points.
 * @throws UsageError for second derivatives that are not symmetric, or not those of a bowl
 */
export function stepLimit(curvature: Curvature): number {
  const [[a, b], [mirrored, c]] = curvature;
  if (b !== mirrored || !(a > 0 && c > 0 && a * c > b * b)) {
    throw new UsageError({
      who: 'stepLimit',
      rule: 'the second derivatives must be symmetric and curve upwards in every direction',
      got: shown(curvature),
    });
  }
  // #region exercise: the curvature of the steepest direction, and the rate that it allows
  const middle = (a + c) / 2;
  const steepest = middle + Math.hypot((a - c) / 2, b);
  return 2 / steepest;
  // #endregion
}
