import { adamw } from './adamw.ts';
import { norm } from './norm.ts';
import { rule } from './rule.ts';
import { trustRatio } from './trust-ratio.ts';

/**
 * LAMB: Adam's direction with the decay inside, scaled so that its length is in proportion to the norm of the tensor.
 * Defaults: learningRate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-6, weightDecay 0.01.
 * @formula u = m̂ / (√v̂ + ε) + λ·w; w ← w − lr·(‖w‖ / ‖u‖)·u, with m̂ and v̂ of Adam
 * @use Transformers on very large batches: the direction of AdamW, its length fit to each tensor.
 * @see You et al. 2020 (arXiv 1904.00962), algorithm 2
 */
export const lamb = rule({
  slots: adamw.slots,
  defaults: { ...adamw.defaults, epsilon: 1e-6 },
  update({ w, g, lr, t }, { m, v }, { beta1, beta2, epsilon, weightDecay }) {
    // #region exercise: Adam's direction plus the decay, scaled to the norm of w
    m = m.mul(beta1).add(g.mul(1 - beta1));
    v = v.mul(beta2).add(g.square().mul(1 - beta2));
    const mHat = m.div(1 - beta1 ** t);
    const vHat = v.div(1 - beta2 ** t);
    const u = mHat.div(vHat.sqrt().add(epsilon)).add(w.mul(weightDecay));
    return { w: w.sub(u.mul(trustRatio(norm(w), norm(u))).mul(lr)), m, v };
    // #endregion
  },
});
