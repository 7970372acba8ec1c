import { adam } from './adam.ts';
import { rule } from './rule.ts';

/**
 * NAdam: Adam with Nesterov's look-ahead and a momentum that rises slowly to beta1.
 * Defaults: learningRate 0.002, beta1 0.9, beta2 0.999, epsilon 1e-8, momentumDecay 0.004.
 * @formula μᵢ = β₁·(1 − ½·0.96^(i·ψ)); P = μ₁·…·μₜ; w ← w − lr·(μₜ₊₁·m / (1 − P·μₜ₊₁) + (1−μₜ)·g / (1 − P)) / (√v̂ +
 * ε), with m and v̂ of Adam
 * @use As Adam, where the step should look ahead as Nesterov does; same state, same cost.
 * @see Dozat 2016, "Incorporating Nesterov momentum into Adam", algorithm 2
 */
export const nadam = rule({
  slots: adam.slots,
  defaults: {
    ...adam.defaults,
    learningRate: 2e-3,
    /** How fast the momentum rises to beta1, at least 0. */
    momentumDecay: 0.004,
  },
  update({ w, g, lr, t }, { m, v }, { beta1, beta2, epsilon, momentumDecay }) {
    // #region exercise: as Adam, but step with the gradient of now and the momentum of the next update
    const mu = (i: number) => beta1 * (1 - 0.5 * 0.96 ** (i * momentumDecay));
    const product = productOf(beta1, 0.96 ** momentumDecay, t);
    m = m.mul(beta1).add(g.mul(1 - beta1));
    v = v.mul(beta2).add(g.square().mul(1 - beta2));
    const ahead = m.mul(mu(t + 1) / (1 - product * mu(t + 1)));
    const mHat = ahead.add(g.mul((1 - mu(t)) / (1 - product)));
    const vHat = v.div(1 - beta2 ** t);
    return { w: w.sub(mHat.mul(lr).div(vHat.sqrt().add(epsilon))), m, v };
    // #endregion
  },
});

/**
 * The product of c · (1 − ½ · q^i) over i = 1 … t, at the same cost for every t: the logarithm of each factor is a
 * series in ½ · q^i, and over i its terms are geometric. Sixty terms are exact to the last digits of a double.
 */
function productOf(c: number, q: number, t: number): number {
  let sum = 0;
  for (let k = 1; k <= 60; k++) {
    const ratio = q ** k;
    const powers = ratio === 1 ? t : (ratio * (1 - ratio ** t)) / (1 - ratio);
    sum += (0.5 ** k / k) * powers;
  }
  return c ** t * Math.exp(-sum);
}
