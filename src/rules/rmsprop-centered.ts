import { rmsprop } from './rmsprop.ts';
import { rule } from './rule.ts';

/**
 * Centered RMSProp: divides by the recent standard deviation of the gradient instead of its root mean square.
 * Defaults: learningRate 0.001, decay 0.9, epsilon 1e-8.
 * @formula s ← ρ·s + (1−ρ)·g²; b ← ρ·b + (1−ρ)·g; w ← w − lr·g / (√(s − b²) + ε)
 * @use As RMSProp, where gradients vary much; a gradient that hardly varies gives very long steps.
 * @see Graves 2013 (arXiv 1308.0850), eq. 38-45, with epsilon outside the root as in PyTorch
 */
export const rmspropCentered = rule({
  slots: ['s', 'b'],
  defaults: rmsprop.defaults,
  otherNames: rmsprop.otherNames,
  update({ w, g, lr }, { s, b }, { decay, epsilon }) {
    // #region exercise: average g² and g; their variance under the root divides the step
    s = s.mul(decay).add(g.square().mul(1 - decay));
    b = b.mul(decay).add(g.mul(1 - decay));
    // Rounding can push a variance that should be zero below it; an infinite square less another would be NaN.
    const variance = s.sub(b.square().minimum(2 ** 126)).maximum(0);
    return { w: w.sub(g.mul(lr).div(variance.sqrt().add(epsilon))), s, b };
    // #endregion
  },
});
