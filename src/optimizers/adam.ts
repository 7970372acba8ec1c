import type { Next, Slots, Step } from './elementwise.ts';
import { Optimizer, type OptimizerConfig } from './optimizer.ts';

export interface AdamConfig extends OptimizerConfig {
  /** Decay of the average gradient, at least 0 and below 1. Default 0.9. */
  beta1: number;
  /** Decay of the average squared gradient, at least 0 and below 1. Default 0.999. */
  beta2: number;
  /** Keeps the division finite; added outside the square root, at least 0. Default 1e-8. */
  epsilon: number;
}

/**
 * Adam: momentum and RMSProp in one, both corrected for their start at zero.
 * Defaults: learningRate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-8.
 * @formula m ← β₁·m + (1−β₁)·g; v ← β₂·v + (1−β₂)·g²; m̂ = m / (1−β₁ᵗ); v̂ = v / (1−β₂ᵗ); w ← w − lr·m̂ / (√v̂ + ε)
 * @use A first choice where little is known: one rate serves weights whose gradients differ much in size.
 * @see Kingma & Ba 2015 (arXiv 1412.6980), algorithm 1
 */
export class Adam<C extends AdamConfig = AdamConfig> extends Optimizer<C, 'm' | 'v'> {
  static override readonly className: string = 'DownhillAdam';
  static override readonly slots = ['m', 'v'] as const;
  static override readonly defaults: AdamConfig = {
    learningRate: 1e-3,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
  };

  protected override update(
    { w, g, lr, t }: Step,
    { m, v }: Slots<'m' | 'v'>,
    { beta1, beta2, epsilon }: C,
  ): Next<'m' | 'v'> {
    // #region exercise: average g and g², correct both for starting at zero, then step
    m = m.mul(beta1).add(g.mul(1 - beta1));
    v = v.mul(beta2).add(g.square().mul(1 - beta2));
    const mHat = m.div(1 - beta1 ** t);
    const vHat = v.div(1 - beta2 ** t);
    return { w: w.sub(mHat.mul(lr).div(vHat.sqrt().add(epsilon))), m, v };
    // #endregion
  }
}
