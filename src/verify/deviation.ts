import type { Path } from './difference.ts';

/** How far a path is from the right one, and how far it may be. Both relative to the largest value the weight has had. */
export interface Deviation {
  readonly maxError: number;
  /** What is allowed where the error comes closest to it, or goes furthest beyond. */
  readonly allowed: number;
  /** The first weight beyond what is allowed. */
  readonly first?: {
    readonly update: number;
    readonly variable: number;
    readonly element: number;
    readonly expected: number;
    readonly got: number;
  };
}

/** Share of the way gone by which a float32 form may be off: a running product for beta^t costs up to a tenth of it. */
const ofTheWay = 1e-4;
/** How many times the rounding of one float32 form another one may show: each orders its operations in its own way. */
const timesRounding = 16;

/**
 * Compares `path` with `reference`. After k updates a weight of size s that has gone a way d may be off by
 * k · 2^-23 · s for being stored in float32, by 1e-4 · d for scalars rounded in other places, and by sixteen times what
 * the rule itself loses when it is computed in float32 (`losses`): where a rule subtracts nearly equal numbers, that is
 * what counts.
 */
export function deviation(path: Path, reference: Path, losses: Path): Deviation {
  let worst = -1;
  let [maxError, allowed] = [0, 0];
  let first: Deviation['first'];
  const start = reference[0] ?? [];
  const sizes = start.map((values) => values.map(Math.abs));
  const ways = start.map((values) => values.map(() => 0));
  for (const [update, weights] of reference.entries()) {
    for (const [variable, values] of weights.entries()) {
      const size = sizes[variable] as number[];
      const way = ways[variable] as number[];
      for (const [i, expected] of values.entries()) {
        const before = reference[Math.max(0, update - 1)]?.[variable]?.[i] as number;
        size[i] = Math.max(size[i] as number, Math.abs(expected));
        way[i] = (way[i] as number) + Math.abs(expected - before);
        const loss = losses[update]?.[variable]?.[i] ?? 0;
        const got = path[update]?.[variable]?.[i] ?? NaN;
        const limit = (update + 1) * 2 ** -23 * size[i] + ofTheWay * way[i] + timesRounding * loss;
        // A rule that ends in NaN has ended there rightly only for a reference that does so too.
        const gap = Object.is(got, expected) || got === expected ? 0 : Math.abs(got - expected);
        const share = gap / Math.max(limit, 1e-45);
        // Without end on either side there is nothing to divide.
        const ratio = gap === 0 ? 0 : Number.isNaN(share) ? Infinity : share;
        if (ratio > worst) {
          worst = ratio;
          const unit = size[i] || 1;
          maxError = Number.isNaN(gap) ? Infinity : gap / unit;
          allowed = limit / unit;
        }
        if (ratio > 1) first ??= { update, variable, element: i, expected, got };
      }
    }
  }
  return first ? { maxError, allowed, first } : { maxError, allowed };
}
