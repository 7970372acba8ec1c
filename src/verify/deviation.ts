import type { Path } from './path.ts';

/** What a number may be off, and what its error is measured against. */
export interface Allowance {
  readonly limit: number;
  readonly unit: number;
}

/** The allowance of each number of a path, asked for in their order. */
export type Allowances = (expected: number, row: number, column: number) => Allowance;

/** How far a path is from the right one, and how far it may be. Both as shares of the unit. */
export interface Deviation {
  readonly maxError: number;
  /** What is allowed where the error comes closest to it, or goes furthest beyond. */
  readonly allowed: number;
  /** The first number beyond what is allowed. */
  readonly first?: {
    readonly row: number;
    readonly column: number;
    readonly expected: number;
    readonly got: number;
    /** Where no number is expected: how many there are. */
    readonly surplus?: number;
  };
}

/** Share of the way gone by which a float32 form may be off: a running product for beta^t costs up to a tenth of it. */
const ofTheWay = 1e-4;
/** How many times the rounding of one float32 form another one may show: each orders its operations in its own way. */
const timesRounding = 16;

/** Compares `path` with `reference`, number by number; a row that is too long is wrong. */
export function deviation(path: Path, reference: Path, allowances: Allowances): Deviation {
  let worst = -1;
  let [maxError, allowed] = [0, 0];
  let first: Deviation['first'];
  for (const [row, values] of reference.entries()) {
    for (const [column, expected] of values.entries()) {
      const { limit, unit } = allowances(expected, row, column);
      const got = path[row]?.[column] ?? NaN;
      // A rule that ends in NaN has ended there rightly only for a reference that does so too.
      const gap = Object.is(got, expected) || got === expected ? 0 : Math.abs(got - expected);
      const share = gap / limit;
      // Without end on either side there is nothing to divide.
      const ratio = gap === 0 ? 0 : Number.isNaN(share) ? Infinity : share;
      const error = gap === 0 ? 0 : Number.isNaN(gap) ? Infinity : gap / unit;
      if (ratio > worst || (ratio === worst && error > maxError)) {
        worst = ratio;
        maxError = error;
        allowed = limit / unit;
      }
      if (ratio > 1) first ??= { row, column, expected, got };
    }
    const got = path[row]?.[values.length];
    if (got === undefined) continue;
    maxError = Infinity;
    const surplus = (path[row] as Path[number]).length - values.length;
    first ??= { row, column: values.length, expected: NaN, got, surplus };
  }
  return first ? { maxError, allowed, first } : { maxError, allowed };
}

/**
 * The largest error of a path: of each number as a share of the largest that stood in its column so far, not of the
 * current one, else a correct rule fails whenever a weight crosses zero. Infinite where either path ends early or is not finite.
 */
export function errorOf(path: Path, reference: Path): number {
  const whole =
    path.length === reference.length && reference.every((row) => row.every(Number.isFinite));
  return whole ? deviation(path, reference, ofLargestSoFar(0)).maxError : Infinity;
}

/** Whether two paths are one, to the last bit. */
export function areSame(path: Path, other: Path): boolean {
  const { first } = deviation(path, other, ofSize(1, 0));
  return path.length === other.length && first === undefined;
}

/**
 * What a float32 form may be off on the way of `reference`. After k updates a weight of size s that has gone a way d may
 * be off by k · 2^-23 · s for being stored in float32, by 1e-4 · d for scalars rounded in other places, and by sixteen
 * times what the rule itself loses when it is computed in float32 (`losses`): where a rule subtracts nearly equal
 * numbers, that is what counts. The unit is the largest value that the weight has had.
 */
export function onTheWay(reference: Path, losses: Path): Allowances {
  const sizes = reference[0]?.map(Math.abs) ?? [];
  const ways = sizes.map(() => 0);
  return (expected, update, i) => {
    const before = reference[Math.max(0, update - 1)]?.[i] as number;
    const largest = Math.max(sizes[i] as number, Math.abs(expected));
    const gone = (ways[i] as number) + Math.abs(expected - before);
    sizes[i] = largest;
    ways[i] = gone;
    const loss = losses[update]?.[i] ?? 0;
    const limit = (update + 1) * 2 ** -23 * largest + ofTheWay * gone + timesRounding * loss;
    return { limit: Math.max(limit, 1e-45), unit: largest || 1 };
  };
}

/** A share of the largest value that the weight has had so far. */
export function ofLargestSoFar(share: number): Allowances {
  const sizes: number[] = [];
  return (expected, _, i) => {
    const size = Math.max(sizes[i] ?? 0, Math.abs(expected));
    sizes[i] = size;
    return { limit: share * size, unit: size };
  };
}

/** The same share of the same size for all numbers. */
export function ofSize(size: number, share: number): Allowances {
  const allowance = { limit: share * size, unit: size };
  return () => allowance;
}
