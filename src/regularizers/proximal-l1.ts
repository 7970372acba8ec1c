import { l1 } from './l1.ts';
import { penalty } from './penalty.ts';
import { softThreshold } from './soft-threshold.ts';

export type ProximalL1Options = NonNullable<Parameters<typeof proximalL1>[0]>;

/**
 * The penalty l1 · Σ|w| with its proximal step, the soft threshold: every weight goes towards 0 by step · l1, and one
 * that is not farther away becomes exactly 0, where a subgradient only ever steps across. `DecoupledDecay` takes this
 * step; in a loss or a layer it is the same as `l1`, and gives no zeros. There is no factor ½ in the penalty.
 * @formula w ← sign(w)·max(|w| − step·l1, 0)
 * @use A model that must be sparse, not only small.
 * @throws UsageError for an unknown option or a strength that is negative or not finite
 * @see `softThreshold`; Tibshirani 1996, "Regression shrinkage and selection via the lasso"
 */
export const proximalL1 = penalty('proximalL1', {
  defaults: l1.defaults,
  penalty: l1.penalty,
  gradient: l1.gradient,
  proximal: softThreshold,
});
