import { momentum } from './momentum.ts';
import { rule } from './rule.ts';

/**
 * Nesterov momentum: the step looks ahead to where the velocity will carry the weight. Written, as everywhere, with
 * the gradient taken at the weight itself.
 * Defaults: learningRate 0.01, momentum 0.9.
 * @formula v ← μ·v + g; w ← w − lr·(g + μ·v)
 * @use As Momentum, with less overshooting for the same state and cost.
 * @see Nesterov 1983; Sutskever et al. 2013, eq. 3-4, after the change of variables of Bengio et al. 2012 (arXiv 1212.0901)
 */
export const nesterov = rule({
  slots: momentum.slots,
  defaults: momentum.defaults,
  update({ w, g, lr }, { v }, { momentum }) {
    // #region exercise: as Momentum, but step with the gradient plus what the new velocity will add next time
    v = v.mul(momentum).add(g);
    return { w: w.sub(g.add(v.mul(momentum)).mul(lr)), v };
    // #endregion
  },
});
