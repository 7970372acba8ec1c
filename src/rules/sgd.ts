import { rule } from './rule.ts';

/**
 * Gradient descent: a step against the gradient; on mini-batches, stochastic gradient descent.
 * Default: learningRate 0.01.
 * @formula w ← w − lr·g
 * @use The baseline, and what most theory speaks about: no state, but the steepest direction limits the rate for all
 * others.
 * @see Robbins & Monro 1951, "A stochastic approximation method"
 */
export const sgd = rule({
  defaults: { learningRate: 0.01 },
  update({ w, g, lr }) {
    // #region exercise: take one step of size lr against the gradient
    return { w: w.sub(g.mul(lr)) };
    // #endregion
  },
  otherNames: { momentum: 'Momentum', nesterov: 'Nesterov', weightDecay: 'SGDW' },
});
