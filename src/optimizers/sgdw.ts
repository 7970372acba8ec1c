import type { Next, Slots, Step } from './elementwise.ts';
import { Momentum, type MomentumConfig } from './momentum.ts';

export interface SGDWConfig extends MomentumConfig {
  /** Share of the weight, times the learning rate, that each update takes away; at least 0. Default 0.01. */
  weightDecay: number;
}

/**
 * SGDW: momentum that shrinks the weight itself, so the decay never enters the velocity.
 * Defaults: learningRate 0.01, momentum 0.9, weightDecay 0.01.
 * @formula w ← (1 − lr·λ)·w; v ← μ·v + g; w ← w − lr·v
 * @use Momentum with weight decay: the velocity then holds gradients of the loss alone.
 * @see Loshchilov & Hutter 2019 (arXiv 1711.05101), algorithm 1, with the decay multiplied by the learning rate
 */
export class SGDW extends Momentum<SGDWConfig> {
  static override readonly className: string = 'DownhillSGDW';
  static override readonly defaults: SGDWConfig = { ...Momentum.defaults, weightDecay: 0.01 };

  protected override update(step: Step, slots: Slots<'v'>, hyper: SGDWConfig): Next<'v'> {
    // #region exercise: shrink w by lr · weightDecay, then step as Momentum does
    const w = step.w.mul(1 - step.lr * hyper.weightDecay);
    return super.update({ ...step, w }, slots, hyper);
    // #endregion
  }
}
