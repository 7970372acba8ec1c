/** ½ · wᵀ · curvature · w − pull · w: a bowl in any number of weights. */
export interface Quadratic {
  /** Symmetric, one row for each weight. */
  readonly curvature: readonly (readonly number[])[];
  readonly pull: readonly number[];
}

/** Of l1 · Σ|w| + l2 · Σw². */
export interface Strengths {
  readonly l1: number;
  readonly l2: number;
}

/** Sweeps over all weights that are enough for any bowl a page shows. */
const mostSweeps = 5000;

/**
 * The weights at which a bowl and a penalty together are lowest: one weight after the other is put where it is lowest, until
 * none moves. What L1 holds at 0 is exactly 0.
 * @param start where to begin; a neighbouring solution is found again soonest
 * @see Friedman, Hastie & Tibshirani 2010, "Regularization paths for generalized linear models via coordinate descent"
 */
export function penalizedMinimum(
  { curvature, pull }: Quadratic,
  { l1, l2 }: Strengths,
  start: readonly number[] = pull.map(() => 0),
): number[] {
  const w = [...start];
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let most = 0;
    for (const [i, row] of curvature.entries()) {
      const own = row[i] as number;
      const others = row.reduce((sum, c, j) => (j === i ? sum : sum + c * (w[j] as number)), 0);
      const force = (pull[i] as number) - others;
      const next = (Math.sign(force) * Math.max(0, Math.abs(force) - l1)) / (own + 2 * l2);
      most = Math.max(most, Math.abs(next - (w[i] as number)));
      w[i] = next === 0 ? 0 : next;
    }
    if (most < 1e-14) break;
  }
  return w;
}
