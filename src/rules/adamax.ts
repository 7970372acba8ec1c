import { adam } from './adam.ts';
import { rule } from './rule.ts';

/**
 * Adamax: Adam that divides by the largest recent gradient (the infinity norm), which needs no correction.
 * Defaults: learningRate 0.002, beta1 0.9, beta2 0.999, epsilon 1e-8.
 * @formula u ← max(β₂·u, |g| + ε); w ← w − lr·m̂ / u, with m̂ of Adam
 * @use Gradients that come in bursts, as those of embeddings do: one large gradient shortens many later steps.
 * @see Kingma & Ba 2015 (arXiv 1412.6980), algorithm 2, with epsilon inside the maximum as in PyTorch
 */
export const adamax = rule({
  slots: ['m', 'u'],
  defaults: { ...adam.defaults, learningRate: 2e-3 },
  update({ w, g, lr, t }, { m, u }, { beta1, beta2, epsilon }) {
    // #region exercise: average g, let the largest |g| fade slowly, divide one by the other
    m = m.mul(beta1).add(g.mul(1 - beta1));
    u = u.mul(beta2).maximum(g.abs().add(epsilon));
    const mHat = m.div(1 - beta1 ** t);
    return { w: w.sub(mHat.mul(lr).div(u)), m, u };
    // #endregion
  },
});
