import { rule } from './rule.ts';

/**
 * RMSProp: AdaGrad that forgets; divides each step by the root of the recent average of squared gradients.
 * Defaults: learningRate 0.001, decay 0.9, epsilon 1e-8.
 * @formula s ← ρ·s + (1−ρ)·g²; w ← w − lr·g / (√s + ε)
 * @use Gradients of very different sizes, and targets that move, as in reinforcement learning.
 * @see Tieleman & Hinton 2012, "Neural networks for machine learning", lecture 6.5
 */
export const rmsprop = rule({
  slots: ['s'],
  defaults: {
    learningRate: 1e-3,
    /** Decay of the average squared gradient, at least 0 and below 1. */
    decay: 0.9,
    /** Keeps the division finite; added outside the square root, at least 0. */
    epsilon: 1e-8,
  },
  otherNames: {
    alpha: 'decay',
    rho: 'decay',
    momentum: 'RMSPropMomentum',
    centered: 'RMSPropCentered',
  },
  update({ w, g, lr }, { s }, { decay, epsilon }) {
    // #region exercise: average the squared gradients, then divide the step by the root of the average
    s = s.mul(decay).add(g.square().mul(1 - decay));
    return { w: w.sub(g.mul(lr).div(s.sqrt().add(epsilon))), s };
    // #endregion
  },
});
