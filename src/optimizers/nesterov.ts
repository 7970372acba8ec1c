import type { Next, Slots, Step } from './elementwise.ts';
import { Momentum, type MomentumConfig } from './momentum.ts';

/**
 * Nesterov momentum: the step looks ahead to where the velocity will carry the weight. Written, as everywhere, with
 * the gradient taken at the weight itself.
 * Defaults: learningRate 0.01, momentum 0.9.
 * @formula v ← μ·v + g; w ← w − lr·(g + μ·v)
 * @use As Momentum, with less overshooting for the same state and cost.
 * @see Nesterov 1983; Sutskever et al. 2013, eq. 3-4, after the change of variables of Bengio et al. 2012 (arXiv 1212.0901)
 */
export class Nesterov extends Momentum {
  static override readonly className: string = 'DownhillNesterov';

  protected override update(
    { w, g, lr }: Step,
    { v }: Slots<'v'>,
    { momentum }: MomentumConfig,
  ): Next<'v'> {
    // #region exercise: as Momentum, but step with the gradient plus what the new velocity will add next time
    v = v.mul(momentum).add(g);
    return { w: w.sub(g.add(v.mul(momentum)).mul(lr)), v };
    // #endregion
  }
}
