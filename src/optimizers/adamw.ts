import { Adam, type AdamConfig } from './adam.ts';
import type { Next, Slots, Step } from './elementwise.ts';

export interface AdamWConfig extends AdamConfig {
  /** Share of the weight, times the learning rate, that each update takes away; at least 0. Default 0.01. */
  weightDecay: number;
}

/**
 * AdamW: Adam that shrinks the weight itself, so the decay is never divided by the size of the gradient.
 * Defaults: learningRate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-8, weightDecay 0.01.
 * @formula w ← (1 − lr·λ)·w; w ← w − lr·m̂ / (√v̂ + ε), with m̂ and v̂ of Adam
 * @use Adam whenever the weights should decay; the usual choice for transformers.
 * @see Loshchilov & Hutter 2019 (arXiv 1711.05101), algorithm 2, with the decay multiplied by the learning rate as in PyTorch
 */
export class AdamW<C extends AdamWConfig = AdamWConfig> extends Adam<C> {
  static override readonly className: string = 'DownhillAdamW';
  static override readonly defaults: AdamWConfig = { ...Adam.defaults, weightDecay: 0.01 };

  protected override update(step: Step, slots: Slots<'m' | 'v'>, hyper: C): Next<'m' | 'v'> {
    // #region exercise: shrink w by lr · weightDecay, then step as Adam does
    const w = step.w.mul(1 - step.lr * hyper.weightDecay);
    return super.update({ ...step, w }, slots, hyper);
    // #endregion
  }
}
