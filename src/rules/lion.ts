import { rule } from './rule.ts';
import { sign } from './sign.ts';

/**
 * Lion: steps by the sign of a blend of gradient and momentum; every weight moves by the same amount.
 * Defaults: learningRate 1e-4, beta1 0.9, beta2 0.99, weightDecay 0.
 * @formula u = sign(β₁·m + (1−β₁)·g); w ← w − lr·(u + λ·w); m ← β₂·m + (1−β₂)·g
 * @use Large batches and little memory; it wants a smaller rate and a larger decay than AdamW.
 * @see Chen et al. 2023 (arXiv 2302.06675), algorithm 2
 */
export const lion = rule({
  slots: ['m'],
  defaults: {
    learningRate: 1e-4,
    /** Share of the average in the step, at least 0 and below 1. */
    beta1: 0.9,
    /** Decay of the average, at least 0 and below 1. */
    beta2: 0.99,
    /** Share of the weight, times the learning rate, that each update takes away; at least 0. */
    weightDecay: 0,
  },
  update({ w, g, lr }, { m }, { beta1, beta2, weightDecay }) {
    // #region exercise: step by the sign of a blend of m and g, shrink w, then let m follow g slowly
    const u = sign(m.mul(beta1).add(g.mul(1 - beta1)));
    m = m.mul(beta2).add(g.mul(1 - beta2));
    return { w: w.mul(1 - lr * weightDecay).sub(u.mul(lr)), m };
    // #endregion
  },
});
