import { rule } from './rule.ts';

/**
 * Adam: momentum and RMSProp in one, both corrected for their start at zero.
 * Defaults: learningRate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-8.
 * @formula m ← β₁·m + (1−β₁)·g; v ← β₂·v + (1−β₂)·g²; m̂ = m / (1−β₁ᵗ); v̂ = v / (1−β₂ᵗ); w ← w − lr·m̂ / (√v̂ + ε)
 * @use A first choice where little is known: one rate serves weights whose gradients differ much in size.
 * @see Kingma & Ba 2015 (arXiv 1412.6980), algorithm 1
 */
export const adam = rule({
  slots: ['m', 'v'],
  defaults: {
    learningRate: 1e-3,
    /** Decay of the average gradient, at least 0 and below 1. */
    beta1: 0.9,
    /** Decay of the average squared gradient, at least 0 and below 1. */
    beta2: 0.999,
    /** Keeps the division finite; added outside the square root, at least 0. */
    epsilon: 1e-8,
  },
  otherNames: { weightDecay: 'AdamW', amsgrad: 'AMSGrad' },
  update({ w, g, lr, t }, { m, v }, { beta1, beta2, epsilon }) {
    // #region exercise: average g and g², correct both for starting at zero, then step
    m = m.mul(beta1).add(g.mul(1 - beta1));
    v = v.mul(beta2).add(g.square().mul(1 - beta2));
    const mHat = m.div(1 - beta1 ** t);
    const vHat = v.div(1 - beta2 ** t);
    return { w: w.sub(mHat.mul(lr).div(vHat.sqrt().add(epsilon))), m, v };
    // #endregion
  },
});
