import type * as tf from '@tensorflow/tfjs';
import { nonNegative, readOptions } from '../shared/options.ts';
import { asRegularizer, type Regularizer } from './regularizer.ts';

export interface L1Options {
  /** Strength, at least 0. Default 0.01. */
  l1?: number;
}

/**
 * l1 · Σ|w|: pulls every weight towards 0 with the same force l1 · sign(w), however small the weight. At 0 itself any
 * slope from -l1 to l1 is a subgradient; tfjs takes -l1, where PyTorch and TensorFlow take 0.
 * @formula R(w) = l1·Σ|w|
 * @use When few of many weights should matter; for exact zeros take `proximalL1`.
 * @throws UsageError for an unknown option or a strength that is negative or not finite
 * @see Tibshirani 1996, "Regression shrinkage and selection via the lasso"
 */
export function l1(options: L1Options = {}): Regularizer {
  const { l1: strength } = readOptions<Required<L1Options>>(
    'l1',
    options,
    { l1: nonNegative },
    { l1: 0.01 },
  );
  return asRegularizer({ regularizer: 'l1', l1: strength }, (w): tf.Scalar => {
    // #region exercise: the strength times the sum of the sizes of all weights
    return w.abs().sum().mul(strength);
    // #endregion
  });
}
