import type * as tf from '@tensorflow/tfjs';
import { nonNegative, readOptions } from '../shared/options.ts';
import { asRegularizer, type ProximalRegularizer } from './regularizer.ts';

export interface ProximalL1Options {
  /** Strength, at least 0. Default 0.01. */
  l1?: number;
}

/**
 * The penalty l1 · Σ|w| with its proximal step, the soft threshold: every weight goes towards 0 by step · l1, and one
 * that is not farther away becomes exactly 0, where a subgradient only ever steps across. `DecoupledDecay` takes this
 * step; in a loss or a layer it is the same as `l1`, and gives no zeros. There is no factor ½ in the penalty.
 * @formula w ← sign(w)·max(|w| − step·l1, 0)
 * @use A model that must be sparse, not only small.
 * @throws UsageError for an unknown option or a strength that is negative or not finite
 * @see Daubechies, Defrise & De Mol 2004 (arXiv math/0307152); Beck & Teboulle 2009, "A fast iterative
 * shrinkage-thresholding algorithm", section 1
 */
export function proximalL1(options: ProximalL1Options = {}): ProximalRegularizer {
  const { l1 } = readOptions<Required<ProximalL1Options>>(
    'proximalL1',
    options,
    { l1: nonNegative },
    { l1: 0.01 },
  );
  const penalty = asRegularizer({ regularizer: 'proximalL1', l1 }, (w): tf.Scalar => {
    return w.abs().sum().mul(l1);
  });
  const proximal = (w: tf.Tensor, step: number): tf.Tensor => {
    // #region exercise: take from each weight as much of it as lies within step · l1 of 0
    return w.sub(w.clipByValue(-step * l1, step * l1));
    // #endregion
  };
  return Object.assign(penalty, { proximal });
}
