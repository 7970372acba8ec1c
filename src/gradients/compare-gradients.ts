import { UsageError } from '../shared/errors.ts';
import { nonNegative, positive, readOptions } from '../shared/options.ts';
import { relativeError } from './relative-error.ts';

export interface CompareOptions {
  /** Largest relative error that still agrees, at least 0. Default 1e-7, for two gradients in doubles. */
  allowed?: number;
  /**
   * Components smaller than this are compared absolutely, greater than 0. Default 1e-4: centred differences of a
   * function near 1 carry rounding errors near 1e-11, which is 1e-7 of this.
   */
  floor?: number;
}

/** Two gradients side by side. Plain JSON, as long as both are finite. */
export interface GradientComparison {
  /** Largest relative error; Infinity where a component is not a number. */
  readonly maxError: number;
  readonly allowed: number;
  readonly agrees: boolean;
  /** Where the largest error is. */
  readonly worst: { readonly index: number; readonly analytic: number; readonly numeric: number };
  /** Number of components compared. */
  readonly checked: number;
}

/**
 * Compares two gradients component by component, such as a derived one with `numericGradient`.
 * @throws UsageError for gradients of different lengths or without components
 */
export function compareGradients(
  analytic: ArrayLike<number>,
  numeric: ArrayLike<number>,
  options: CompareOptions = {},
): GradientComparison {
  const { allowed, floor } = readOptions<Required<CompareOptions>>(
    'compareGradients',
    options,
    { allowed: nonNegative, floor: positive },
    { allowed: 1e-7, floor: 1e-4 },
  );
  if (analytic.length !== numeric.length || analytic.length === 0) {
    throw new UsageError({
      who: 'compareGradients',
      rule: 'both gradients must have the same number of components, at least 1',
      got: `${analytic.length} and ${numeric.length}`,
    });
  }
  const errors = Array.from(analytic, (a, i) => {
    const error = relativeError(a, numeric[i] as number, floor);
    return Number.isNaN(error) ? Infinity : error;
  });
  const maxError = errors.reduce((most, error) => Math.max(most, error), 0);
  const index = errors.indexOf(maxError);
  return {
    maxError,
    allowed,
    agrees: maxError <= allowed,
    worst: { index, analytic: analytic[index] as number, numeric: numeric[index] as number },
    checked: errors.length,
  };
}
