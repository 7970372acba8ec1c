import { adam } from './adam.ts';
import { rule } from './rule.ts';

/**
 * AdamW: Adam that shrinks the weight itself, so the decay is never divided by the size of the gradient.
 * Defaults: learningRate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-8, weightDecay 0.01.
 * @formula w ← (1 − lr·λ)·w; w ← w − lr·m̂ / (√v̂ + ε), with m̂ and v̂ of Adam
 * @use Adam whenever the weights should decay; the usual choice for transformers.
 * @see Loshchilov & Hutter 2019 (arXiv 1711.05101), algorithm 2, with the decay multiplied by the learning rate as in PyTorch
 */
export const adamw = rule({
  slots: adam.slots,
  defaults: {
    ...adam.defaults,
    /** Share of the weight, times the learning rate, that each update takes away; at least 0. */
    weightDecay: 0.01,
  },
  otherNames: { amsgrad: 'AMSGrad' },
  update(step, slots, hyper) {
    // #region exercise: shrink w by lr · weightDecay, then step as Adam does
    const w = step.w.mul(1 - step.lr * hyper.weightDecay);
    return adam.update({ ...step, w }, slots, hyper);
    // #endregion
  },
});
