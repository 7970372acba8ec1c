import { nonNegative } from '../shared/options.ts';
import { Adam, type AdamConfig } from './adam.ts';
import type { Next, Slots, Step } from './elementwise.ts';
import { sign } from './sign.ts';

export interface YogiConfig extends AdamConfig {
  /** Where the average square starts, at least 0. Default 1e-6. */
  initialAccumulatorValue: number;
}

/**
 * Yogi: Adam whose average square moves by steps of g² at most, so that it cannot collapse after a large gradient.
 * Defaults: learningRate 0.01, beta1 0.9, beta2 0.999, epsilon 1e-3, initialAccumulatorValue 1e-6.
 * @formula v ← v − (1−β₂)·sign(v − g²)·g²; w ← w − lr·m̂ / (√v̂ + ε), with m̂ and v̂ as in Adam
 * @use Sparse gradients, between which the average square of Adam would collapse.
 * @see Zaheer et al. 2018, "Adaptive methods for nonconvex optimization", algorithm 2, bias-corrected as in Optax
 */
export class Yogi extends Adam<YogiConfig> {
  static override readonly className: string = 'DownhillYogi';
  static override readonly defaults: YogiConfig = {
    ...Adam.defaults,
    learningRate: 0.01,
    epsilon: 1e-3,
    initialAccumulatorValue: 1e-6,
  };
  static override readonly ranges = { ...Adam.ranges, initialAccumulatorValue: nonNegative };

  protected override start({ w }: Pick<Step, 'w'>, { initialAccumulatorValue }: YogiConfig) {
    return { v: w.mul(0).add(initialAccumulatorValue) };
  }

  protected override update(
    { w, g, lr, t }: Step,
    { m, v }: Slots<'m' | 'v'>,
    { beta1, beta2, epsilon }: YogiConfig,
  ): Next<'m' | 'v'> {
    // #region exercise: as Adam, but move v towards g² by the sign of their difference
    m = m.mul(beta1).add(g.mul(1 - beta1));
    const g2 = g.square();
    v = v.sub(
      sign(v.sub(g2))
        .mul(g2)
        .mul(1 - beta2),
    );
    const mHat = m.div(1 - beta1 ** t);
    const vHat = v.div(1 - beta2 ** t);
    return { w: w.sub(mHat.mul(lr).div(vHat.sqrt().add(epsilon))), m, v };
    // #endregion
  }
}
