import { Adam, type AdamConfig } from './adam.ts';
import type { Next, Slots, Step } from './elementwise.ts';
import { Optimizer } from './optimizer.ts';

/**
 * AdaBelief: Adam that divides by how much the gradient differs from its average, so a steady gradient gives big steps.
 * Defaults: learningRate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-16.
 * @formula s ← β₂·s + (1−β₂)·(g − m)² + ε; ŝ = s / (1−β₂ᵗ); w ← w − lr·m̂ / (√ŝ + ε), with m̂ of Adam
 * @use As Adam, where steady gradients should give longer steps; ε enters the average, so a value for Adam does not
 * carry over.
 * @see Zhuang et al. 2020 (arXiv 2010.07468), algorithm 2
 */
export class AdaBelief extends Optimizer<AdamConfig, 'm' | 's'> {
  static override readonly className: string = 'DownhillAdaBelief';
  static override readonly slots = ['m', 's'] as const;
  static override readonly defaults: AdamConfig = { ...Adam.defaults, epsilon: 1e-16 };

  protected override update(
    { w, g, lr, t }: Step,
    { m, s }: Slots<'m' | 's'>,
    { beta1, beta2, epsilon }: AdamConfig,
  ): Next<'m' | 's'> {
    // #region exercise: as Adam, but average the squared surprise g - m in place of g²
    m = m.mul(beta1).add(g.mul(1 - beta1));
    s = s
      .mul(beta2)
      .add(
        g
          .sub(m)
          .square()
          .mul(1 - beta2),
      )
      .add(epsilon);
    const mHat = m.div(1 - beta1 ** t);
    const sHat = s.div(1 - beta2 ** t);
    return { w: w.sub(mHat.mul(lr).div(sHat.sqrt().add(epsilon))), m, s };
    // #endregion
  }
}
