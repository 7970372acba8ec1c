import type * as tf from '@tensorflow/tfjs';
import { nonNegative, readOptions } from '../shared/options.ts';
import { asRegularizer, type Regularizer } from './regularizer.ts';

export interface L2Options {
  /** Strength, at least 0. Default 0.01. */
  l2?: number;
}

/**
 * l2 · Σw², without the factor ½, as tfjs, Keras and the lecture write it: the gradient is 2 · l2 · w. Where a formula
 * has ½ (then the gradient is l2 · w, as with PyTorch's `weight_decay`), half its strength is the same penalty here.
 * @formula R(w) = l2·Σw²
 * @use A first choice against overfitting: it shrinks all weights and spreads them over inputs that do the same work.
 * @throws UsageError for an unknown option or a strength that is negative or not finite
 * @see Hoerl & Kennard 1970, "Ridge regression: biased estimation for nonorthogonal problems"
 */
export function l2(options: L2Options = {}): Regularizer {
  const { l2: strength } = readOptions<Required<L2Options>>(
    'l2',
    options,
    { l2: nonNegative },
    { l2: 0.01 },
  );
  return asRegularizer({ regularizer: 'l2', l2: strength }, (w): tf.Scalar => {
    // #region exercise: the strength times the sum of the squares of all weights
    return w.square().sum().mul(strength);
    // #endregion
  });
}
