import { rule } from './rule.ts';

/**
 * Heavy-ball momentum: a velocity sums the gradients and forgets slowly; the weight moves with the velocity. The
 * velocity holds no learning rate, so a change of rate acts at once (PyTorch's and tfjs's form).
 * Defaults: learningRate 0.01, momentum 0.9.
 * @formula v ← μ·v + g; w ← w − lr·v
 * @use Long valleys and noisy gradients; with a schedule, the usual choice for convolutional networks.
 * @see Polyak 1964; Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning"
 */
export const momentum = rule({
  slots: ['v'],
  defaults: {
    learningRate: 0.01,
    /** Share of the velocity that survives an update, 0 to 1. */
    momentum: 0.9,
  },
  otherNames: { nesterov: 'Nesterov', weightDecay: 'SGDW' },
  update({ w, g, lr }, { v }, { momentum }) {
    // #region exercise: let the velocity forget a little and take in the gradient, then move with it
    v = v.mul(momentum).add(g);
    return { w: w.sub(v.mul(lr)), v };
    // #endregion
  },
});
