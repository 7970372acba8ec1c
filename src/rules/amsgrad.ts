import { adam } from './adam.ts';
import { rule } from './rule.ts';

/**
 * AMSGrad: Adam that divides by the largest average square so far, so that its step never grows again.
 * Defaults: learningRate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-8.
 * @formula vMax ← max(vMax, v); w ← w − lr·m̂ / (√(vMax / (1−β₂ᵗ)) + ε), with m̂ and v of Adam
 * @use Where Adam does not settle because it forgets rare, large gradients.
 * @see Reddi, Kale & Kumar 2018 (arXiv 1904.09237), algorithm 2, bias-corrected as in PyTorch
 */
export const amsgrad = rule({
  slots: ['m', 'v', 'vMax'],
  defaults: adam.defaults,
  update({ w, g, lr, t }, { m, v, vMax }, { beta1, beta2, epsilon }) {
    // #region exercise: as Adam, but keep the largest v so far and divide by that
    m = m.mul(beta1).add(g.mul(1 - beta1));
    v = v.mul(beta2).add(g.square().mul(1 - beta2));
    vMax = vMax.maximum(v);
    const mHat = m.div(1 - beta1 ** t);
    const vHat = vMax.div(1 - beta2 ** t);
    return { w: w.sub(mHat.mul(lr).div(vHat.sqrt().add(epsilon))), m, v, vMax };
    // #endregion
  },
});
