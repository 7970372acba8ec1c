import type { Next, Slots, Step } from './elementwise.ts';
import { Optimizer } from './optimizer.ts';
import { RMSProp, type RMSPropConfig } from './rmsprop.ts';

export interface RMSPropMomentumConfig extends RMSPropConfig {
  /** Share of the velocity that survives an update, 0 to 1. Default 0.9. */
  momentum: number;
}

/**
 * RMSProp with momentum: the scaled gradients feed a velocity, which holds no learning rate (PyTorch's form).
 * Defaults: learningRate 0.001, decay 0.9, momentum 0.9, epsilon 1e-8.
 * @formula s ← ρ·s + (1−ρ)·g²; v ← μ·v + g / (√s + ε); w ← w − lr·v
 * @use As RMSProp, where a velocity should carry the weight through valleys and noise.
 * @see Tieleman & Hinton 2012, lecture 6.5, "rmsprop with momentum"
 */
export class RMSPropMomentum extends Optimizer<RMSPropMomentumConfig, 's' | 'v'> {
  static override readonly className: string = 'DownhillRMSPropMomentum';
  static override readonly slots = ['s', 'v'] as const;
  static override readonly defaults: RMSPropMomentumConfig = { ...RMSProp.defaults, momentum: 0.9 };
  static override readonly ranges = RMSProp.ranges;

  protected override update(
    { w, g, lr }: Step,
    { s, v }: Slots<'s' | 'v'>,
    { decay, momentum, epsilon }: RMSPropMomentumConfig,
  ): Next<'s' | 'v'> {
    // #region exercise: scale the gradient as RMSProp does, feed it to a velocity, move with that
    s = s.mul(decay).add(g.square().mul(1 - decay));
    v = v.mul(momentum).add(g.div(s.sqrt().add(epsilon)));
    return { w: w.sub(v.mul(lr)), s, v };
    // #endregion
  }
}
