import { positive } from '../shared/options.ts';
import { momentum } from './momentum.ts';
import { norm } from './norm.ts';
import { rule } from './rule.ts';
import { trustRatio } from './trust-ratio.ts';

/**
 * LARS: momentum whose steps have a length in proportion to the norm of the tensor they move. The local rate is inside
 * the velocity, as in the paper. Defaults: learningRate 0.1, momentum 0.9, weightDecay 0, trustCoefficient 0.001.
 * @formula v ← μ·v + lr·(c·‖w‖ / (‖g‖ + λ·‖w‖))·(g + λ·w); w ← w − v
 * @use Convolutional networks on very large batches, where one rate no longer suits all layers.
 * @see You, Gitman & Ginsburg 2017 (arXiv 1708.03888), algorithm 1
 */
export const lars = rule({
  slots: momentum.slots,
  defaults: {
    learningRate: 0.1,
    momentum: 0.9,
    /** L2 penalty inside the gradient, at least 0. */
    weightDecay: 0,
    /** Step length as a share of the weight's norm, greater than 0. */
    trustCoefficient: 1e-3,
  },
  ranges: { trustCoefficient: positive },
  update({ w, g, lr }, { v }, { momentum, weightDecay, trustCoefficient }) {
    // #region exercise: add the penalty to g, scale it to the norm of w, feed it with the rate to the velocity
    const u = g.add(w.mul(weightDecay));
    const length = norm(g).add(norm(w).mul(weightDecay));
    const trust = trustRatio(norm(w), length, trustCoefficient);
    v = v.mul(momentum).add(u.mul(trust).mul(lr));
    return { w: w.sub(v), v };
    // #endregion
  },
});
