import { belowOne } from '../shared/options.ts';
import type { Next, Slots, Step } from './elementwise.ts';
import { Optimizer, type OptimizerConfig } from './optimizer.ts';

export interface RMSPropConfig extends OptimizerConfig {
  /** Decay of the average squared gradient, at least 0 and below 1. Default 0.9. */
  decay: number;
  /** Keeps the division finite; added outside the square root, at least 0. Default 1e-8. */
  epsilon: number;
}

/**
 * RMSProp: AdaGrad that forgets; divides each step by the root of the recent average of squared gradients.
 * Defaults: learningRate 0.001, decay 0.9, epsilon 1e-8.
 * @formula s ← ρ·s + (1−ρ)·g²; w ← w − lr·g / (√s + ε)
 * @use Gradients of very different sizes, and targets that move, as in reinforcement learning.
 * @see Tieleman & Hinton 2012, "Neural networks for machine learning", lecture 6.5
 */
export class RMSProp extends Optimizer<RMSPropConfig, 's'> {
  static override readonly className: string = 'DownhillRMSProp';
  static override readonly slots = ['s'] as const;
  static override readonly defaults: RMSPropConfig = {
    learningRate: 1e-3,
    decay: 0.9,
    epsilon: 1e-8,
  };
  static override readonly ranges = { ...Optimizer.ranges, decay: belowOne };

  protected override update(
    { w, g, lr }: Step,
    { s }: Slots<'s'>,
    { decay, epsilon }: RMSPropConfig,
  ): Next<'s'> {
    // #region exercise: average the squared gradients, then divide the step by the root of the average
    s = s.mul(decay).add(g.square().mul(1 - decay));
    return { w: w.sub(g.mul(lr).div(s.sqrt().add(epsilon))), s };
    // #endregion
  }
}
