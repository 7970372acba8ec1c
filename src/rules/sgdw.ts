import { momentum } from './momentum.ts';
import { rule } from './rule.ts';

/**
 * SGDW: momentum that shrinks the weight itself, so the decay never enters the velocity.
 * Defaults: learningRate 0.01, momentum 0.9, weightDecay 0.01.
 * @formula w ← (1 − lr·λ)·w; v ← μ·v + g; w ← w − lr·v
 * @use Momentum with weight decay: the velocity then holds gradients of the loss alone.
 * @see Loshchilov & Hutter 2019 (arXiv 1711.05101), algorithm 1, with the decay multiplied by the learning rate
 */
export const sgdw = rule({
  slots: momentum.slots,
  defaults: {
    ...momentum.defaults,
    /** Share of the weight, times the learning rate, that each update takes away; at least 0. */
    weightDecay: 0.01,
  },
  update(step, slots, hyper) {
    // #region exercise: shrink w by lr · weightDecay, then step as Momentum does
    const w = step.w.mul(1 - step.lr * hyper.weightDecay);
    return momentum.update({ ...step, w }, slots, hyper);
    // #endregion
  },
});
