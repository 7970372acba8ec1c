import { rule } from './rule.ts';

/**
 * AdaDelta: scales the gradient by the ratio of recent steps to recent gradients, so its size cancels out.
 * Defaults: learningRate 1, rho 0.9, epsilon 1e-6.
 * @formula a ← ρ·a + (1−ρ)·g²; u = √(d + ε) / √(a + ε) · g; d ← ρ·d + (1−ρ)·u²; w ← w − lr·u
 * @use Mostly of historical interest: no rate to tune, but ε sets the pace of a slow start.
 * @see Zeiler 2012 (arXiv 1212.5701), algorithm 1
 */
export const adadelta = rule({
  slots: ['a', 'd'],
  defaults: {
    learningRate: 1,
    /** Decay of both running averages, at least 0 and below 1. */
    rho: 0.9,
    /** Starts the first steps and keeps the division finite; inside the roots, at least 0. */
    epsilon: 1e-6,
  },
  update({ w, g, lr }, { a, d }, { rho, epsilon }) {
    // #region exercise: average g², scale g by the recent steps over the recent gradients, average the squared steps
    a = a.mul(rho).add(g.square().mul(1 - rho));
    const u = d.add(epsilon).sqrt().div(a.add(epsilon).sqrt()).mul(g);
    d = d.mul(rho).add(u.square().mul(1 - rho));
    return { w: w.sub(u.mul(lr)), a, d };
    // #endregion
  },
});
