type List = readonly number[] | Float64Array;

/** A step s and how much it changed the gradient, y. */
export interface CurvaturePair {
  readonly s: List;
  readonly y: List;
}

/**
 * The direction of L-BFGS: -H · gradient, where H is what BFGS would know of the inverse Hessian after these steps. H is
 * never written down. Without a pair it is -gradient.
 * @param pairs the oldest first; along each step the slope grew: sᵀy is above 0
 * @see Nocedal 1980 (doi 10.1090/S0025-5718-1980-0572855-7); Nocedal & Wright 2006, algorithm 7.4
 */
export function twoLoop(gradient: List, pairs: readonly CurvaturePair[]): number[] {
  // #region exercise: back through the pairs, one scaling, and forth again, with a list in the place of a matrix
  let q = Array.from(gradient, (slope) => -slope);
  const alphas: number[] = [];
  for (const { s, y } of pairs.toReversed()) {
    const alpha = dot(s, q) / dot(s, y);
    q = plus(q, y, -alpha);
    alphas.unshift(alpha);
  }
  const newest = pairs.at(-1);
  const gamma = newest ? dot(newest.s, newest.y) / dot(newest.y, newest.y) : 1;
  let r = q.map((value) => gamma * value);
  for (const [i, { s, y }] of pairs.entries()) {
    const beta = dot(y, r) / dot(s, y);
    r = plus(r, s, (alphas[i] as number) - beta);
  }
  return r;
  // #endregion
}

/** The sum of the products of two lists. */
function dot(a: List, b: List): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** a + factor · b. */
function plus(a: readonly number[], b: List, factor: number): number[] {
  return a.map((value, i) => value + factor * (b[i] as number));
}
