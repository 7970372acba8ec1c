import { belowOne } from '../shared/options.ts';
import type { Next, Slots, Step } from './elementwise.ts';
import { Optimizer, type OptimizerConfig } from './optimizer.ts';

export interface AdaDeltaConfig extends OptimizerConfig {
  /** Decay of both running averages, at least 0 and below 1. Default 0.9. */
  rho: number;
  /** Starts the first steps and keeps the division finite; inside the roots, at least 0. Default 1e-6. */
  epsilon: number;
}

/**
 * AdaDelta: scales the gradient by the ratio of recent steps to recent gradients, so its size cancels out.
 * Defaults: learningRate 1, rho 0.9, epsilon 1e-6.
 * @formula a ← ρ·a + (1−ρ)·g²; u = √(d + ε) / √(a + ε) · g; d ← ρ·d + (1−ρ)·u²; w ← w − lr·u
 * @use Mostly of historical interest: no rate to tune, but ε sets the pace of a slow start.
 * @see Zeiler 2012 (arXiv 1212.5701), algorithm 1
 */
export class AdaDelta extends Optimizer<AdaDeltaConfig, 'a' | 'd'> {
  static override readonly className: string = 'DownhillAdaDelta';
  static override readonly slots = ['a', 'd'] as const;
  static override readonly defaults: AdaDeltaConfig = { learningRate: 1, rho: 0.9, epsilon: 1e-6 };
  static override readonly ranges = { ...Optimizer.ranges, rho: belowOne };

  protected override update(
    { w, g, lr }: Step,
    { a, d }: Slots<'a' | 'd'>,
    { rho, epsilon }: AdaDeltaConfig,
  ): Next<'a' | 'd'> {
    // #region exercise: average g², scale g by the recent steps over the recent gradients, average the squared steps
    a = a.mul(rho).add(g.square().mul(1 - rho));
    const u = d.add(epsilon).sqrt().div(a.add(epsilon).sqrt()).mul(g);
    d = d.mul(rho).add(u.square().mul(1 - rho));
    return { w: w.sub(u.mul(lr)), a, d };
    // #endregion
  }
}
