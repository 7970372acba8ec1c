import type { Next, Slots, Step } from './elementwise.ts';
import { Optimizer, type OptimizerConfig } from './optimizer.ts';

export interface MomentumConfig extends OptimizerConfig {
  /** Share of the velocity that survives an update, 0 to 1. Default 0.9. */
  momentum: number;
}

/**
 * Heavy-ball momentum: a velocity sums the gradients and forgets slowly; the weight moves with the velocity. The
 * velocity holds no learning rate, so a change of rate acts at once (PyTorch's and tfjs's form).
 * Defaults: learningRate 0.01, momentum 0.9.
 * @formula v ← μ·v + g; w ← w − lr·v
 * @use Long valleys and noisy gradients; with a schedule, the usual choice for convolutional networks.
 * @see Polyak 1964; Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning"
 */
export class Momentum<C extends MomentumConfig = MomentumConfig> extends Optimizer<C, 'v'> {
  static override readonly className: string = 'DownhillMomentum';
  static override readonly slots = ['v'] as const;
  static override readonly defaults: MomentumConfig = { learningRate: 0.01, momentum: 0.9 };

  protected override update({ w, g, lr }: Step, { v }: Slots<'v'>, { momentum }: C): Next<'v'> {
    // #region exercise: let the velocity forget a little and take in the gradient, then move with it
    v = v.mul(momentum).add(g);
    return { w: w.sub(v.mul(lr)), v };
    // #endregion
  }
}
