import { rmsprop } from './rmsprop.ts';
import { rule } from './rule.ts';

/**
 * RMSProp with momentum: the scaled gradients feed a velocity, which holds no learning rate (PyTorch's form).
 * Defaults: learningRate 0.001, decay 0.9, momentum 0.9, epsilon 1e-8.
 * @formula s ← ρ·s + (1−ρ)·g²; v ← μ·v + g / (√s + ε); w ← w − lr·v
 * @use As RMSProp, where a velocity should carry the weight through valleys and noise.
 * @see Tieleman & Hinton 2012, lecture 6.5, "rmsprop with momentum"
 */
export const rmspropMomentum = rule({
  slots: ['s', 'v'],
  defaults: {
    ...rmsprop.defaults,
    /** Share of the velocity that survives an update, 0 to 1. */
    momentum: 0.9,
  },
  otherNames: rmsprop.otherNames,
  update({ w, g, lr }, { s, v }, { decay, momentum, epsilon }) {
    // #region exercise: scale the gradient as RMSProp does, feed it to a velocity, move with that
    s = s.mul(decay).add(g.square().mul(1 - decay));
    v = v.mul(momentum).add(g.div(s.sqrt().add(epsilon)));
    return { w: w.sub(v.mul(lr)), s, v };
    // #endregion
  },
});
