import type * as tf from '@tensorflow/tfjs';
import { nonNegative, readOptions } from '../shared/options.ts';
import { asRegularizer, type Regularizer } from './regularizer.ts';

export interface ElasticNetOptions {
  /** Strength of the part that selects, at least 0. Default 0. */
  l1?: number;
  /** Strength of the part that shrinks, at least 0. Default 0. */
  l2?: number;
}

/**
 * l1 · Σ|w| + l2 · Σw²: selects weights as l1 does, but lets weights that do the same work share it, as l2 does.
 * Neither part has a factor ½, as in tfjs, Keras and Zou & Hastie; scikit-learn's has one on the squares. A strength
 * that is left out is 0, where tfjs's `l1l2` takes 0.01 in its place; with both left out there is no penalty.
 * @formula R(w) = l1·Σ|w| + l2·Σw²
 * @use Many inputs that carry the same information, of which l1 alone would keep one by chance.
 * @throws UsageError for an unknown option or a strength that is negative or not finite
 * @see Zou & Hastie 2005, "Regularization and variable selection via the elastic net" (the "naive" form)
 */
export function elasticNet(options: ElasticNetOptions = {}): Regularizer {
  const { l1, l2 } = readOptions<Required<ElasticNetOptions>>(
    'elasticNet',
    options,
    { l1: nonNegative, l2: nonNegative },
    { l1: 0, l2: 0 },
  );
  return asRegularizer({ regularizer: 'elasticNet', l1, l2 }, (w): tf.Scalar => {
    // #region exercise: the sum of the sizes and the sum of the squares, each times its strength
    return w.abs().sum().mul<tf.Scalar>(l1).add(w.square().sum().mul(l2));
    // #endregion
  });
}
