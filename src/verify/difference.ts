import { deviation, ofLargestSoFar } from './deviation.ts';
import type { Path } from './path.ts';
import type { StreamVariable } from './stream.ts';

export type { Path } from './path.ts';

/** One weight that is not where it should be. */
export interface Mismatch {
  /** Updates done. */
  readonly update: number;
  /** Position of the variable in the stream. */
  readonly variable: number;
  /** Position in the variable's shape; empty for a scalar. */
  readonly index: readonly number[];
  readonly expected: number;
  readonly got: number;
  /** Relative to the largest value the weight has had by then; infinite when either is not a number. */
  readonly error: number;
}

/** How far one path is from another. */
export interface Difference {
  readonly maxError: number;
  /** The first weight beyond what is allowed, by update, then variable, then element. */
  readonly first?: Mismatch;
}

/**
 * The distance of `path` from `reference`. An error is measured against the largest value that the weight has had so
 * far, not its current one: else a correct rule fails whenever a weight crosses zero.
 * @param variables the walkers' variables, of which the shapes are used
 * @param allowed largest error that is not a mismatch
 */
export function difference(
  path: Path,
  reference: Path,
  variables: readonly Pick<StreamVariable, 'shape'>[],
  allowed: number,
): Difference {
  const { maxError, first } = deviation(path, reference, ofLargestSoFar(allowed));
  const whole = path.length === reference.length && reference.flat(2).every(Number.isFinite);
  const largest = whole ? maxError : Infinity;
  if (first === undefined) return { maxError: largest };
  const { update, variable, element, expected, got } = first;
  const had = reference.slice(0, update + 1).map((one) => Math.abs(one[variable]?.[element] ?? 0));
  const error = Math.abs(got - expected) / Math.max(...had);
  const index = unravel(element, variables[variable]?.shape ?? []);
  const mismatch = { update, variable, index, expected, got };
  return {
    maxError: largest,
    first: { ...mismatch, error: Number.isNaN(error) ? Infinity : error },
  };
}

/** The position of the `i`-th element, counted along the last axis first. */
export function unravel(i: number, shape: readonly number[]): number[] {
  let rest = i;
  return shape
    .toReversed()
    .map((size) => {
      const at = rest % size;
      rest = Math.floor(rest / size);
      return at;
    })
    .toReversed();
}
