import { penalty } from './penalty.ts';

export type L2Options = NonNullable<Parameters<typeof l2>[0]>;

/**
 * l2 · Σw², without the factor ½, as tfjs, Keras and the lecture write it: the gradient is 2 · l2 · w. Where a formula
 * has ½ (then the gradient is l2 · w, as with PyTorch's `weight_decay`), half its strength is the same penalty here.
 * @formula R(w) = l2·Σw²
 * @use A first choice against overfitting: it shrinks all weights and spreads them over inputs that do the same work.
 * @throws UsageError for an unknown option or a strength that is negative or not finite
 * @see Hoerl & Kennard 1970, "Ridge regression: biased estimation for nonorthogonal problems"
 */
export const l2 = penalty('l2', {
  defaults: {
    /** Strength, at least 0. */
    l2: 0.01,
  },
  penalty(w, { l2 }) {
    // #region exercise: the strength times the sum of the squares of all weights
    return w.square().sum().mul(l2);
    // #endregion
  },
  gradient(w, { l2 }) {
    // #region exercise: the slope of that sum by each weight
    return w.mul(2 * l2);
    // #endregion
  },
});
