import { sign } from '../rules/sign.ts';
import { penalty } from './penalty.ts';

export type L1Options = NonNullable<Parameters<typeof l1>[0]>;

/**
 * l1 · Σ|w|: pulls every weight towards 0 with the same force l1 · sign(w), however small the weight. At 0 itself any
 * slope from -l1 to l1 is a subgradient: the gradient here takes 0, as PyTorch and TensorFlow do, and so it is in layers
 * and `DecoupledDecay`; where it is a term of one's own loss, a tape of tfjs takes -l1.
 * @formula R(w) = l1·Σ|w|
 * @use When few of many weights should matter; for exact zeros take `proximalL1`.
 * @throws UsageError for an unknown option or a strength that is negative or not finite
 * @see Tibshirani 1996, "Regression shrinkage and selection via the lasso"
 */
export const l1 = penalty('l1', {
  defaults: {
    /** Strength, at least 0. */
    l1: 0.01,
  },
  penalty(w, { l1 }) {
    // #region exercise: the strength times the sum of the sizes of all weights
    return w.abs().sum().mul(l1);
    // #endregion
  },
  gradient(w, { l1 }) {
    // #region exercise: what each weight adds to that sum for each step away from 0
    return sign(w).mul(l1);
    // #endregion
  },
});
