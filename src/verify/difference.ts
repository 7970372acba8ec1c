import type { StreamVariable } from './stream.ts';

/** Where every weight was: `path[updates done][variable][element]`; `path[0]` is the start. */
export type Path = readonly (readonly (readonly number[])[])[];

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
  const largest = variables.map((): number[] => []);
  let maxError = path.length === reference.length ? 0 : Infinity;
  let first: Mismatch | undefined;
  reference.forEach((weights, update) => {
    weights.forEach((values, variable) => {
      const sizes = largest[variable] as number[];
      values.forEach((expected, i) => {
        const got = path[update]?.[variable]?.[i] ?? NaN;
        const size = Math.max(sizes[i] ?? 0, Math.abs(expected));
        sizes[i] = size;
        const error = relative(got - expected, size);
        maxError = Math.max(maxError, error);
        if (error > allowed) {
          const index = unravel(i, variables[variable]?.shape ?? []);
          first ??= { update, variable, index, expected, got, error };
        }
      });
    });
  });
  return first ? { maxError, first } : { maxError };
}

function relative(gap: number, size: number): number {
  if (gap === 0) return 0;
  return Number.isNaN(gap) ? Infinity : Math.abs(gap) / size;
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
