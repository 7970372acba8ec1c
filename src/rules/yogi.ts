import { adam } from './adam.ts';
import { rule } from './rule.ts';
import { sign } from './sign.ts';

/**
 * Yogi: Adam whose average square moves by steps of g² at most, so that it cannot collapse after a large gradient.
 * Defaults: learningRate 0.01, beta1 0.9, beta2 0.999, epsilon 1e-3, initialAccumulatorValue 1e-6.
 * @formula v ← v − (1−β₂)·sign(v − g²)·g²; w ← w − lr·m̂ / (√v̂ + ε), with m̂ and v̂ as in Adam
 * @use Sparse gradients, between which the average square of Adam would collapse.
 * @see Zaheer et al. 2018, "Adaptive methods for nonconvex optimization", algorithm 2, bias-corrected as in Optax
 */
export const yogi = rule({
  slots: adam.slots,
  defaults: {
    ...adam.defaults,
    learningRate: 0.01,
    epsilon: 1e-3,
    /** Where the average square starts, at least 0. */
    initialAccumulatorValue: 1e-6,
  },
  start({ zeros }, { initialAccumulatorValue }) {
    return { v: zeros.add(initialAccumulatorValue) };
  },
  update({ w, g, lr, t }, { m, v }, { beta1, beta2, epsilon }) {
    // #region exercise: as Adam, but move v towards g² by the sign of their difference
    m = m.mul(beta1).add(g.mul(1 - beta1));
    // An infinite square less another would be NaN.
    const g2 = g.square().minimum(2 ** 126);
    const u = sign(v.sub(g2)).mul(g2);
    v = v.sub(u.mul(1 - beta2));
    const mHat = m.div(1 - beta1 ** t);
    const vHat = v.div(1 - beta2 ** t);
    return { w: w.sub(mHat.mul(lr).div(vHat.sqrt().add(epsilon))), m, v };
    // #endregion
  },
});
