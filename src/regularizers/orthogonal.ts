import * as tf from '@tensorflow/tfjs';
import { nonNegative, readOptions } from '../shared/options.ts';
import { asRegularizer, type Regularizer } from './regularizer.ts';

export interface OrthogonalOptions {
  /** Strength, at least 0. Default 0.01. */
  strength?: number;
}

/**
 * strength · ‖WᵀW − I‖²_F: pulls the columns of W, one for each unit or filter, to length 1 and at right angles to each
 * other, without a factor ½. A convolution kernel counts as the matrix [height · width · in, out], a vector as one
 * column. A matrix that is wider than tall cannot have orthogonal columns: then its rows become so, because WWᵀ in
 * place of WᵀW changes the penalty by the constant width − height alone and its gradient not at all.
 * Elsewhere: Brock et al. 2017 sum |WᵀW − I| instead of squares; Brock et al. 2019 (BigGAN) leave the diagonal out, so
 * lengths are free; Keras's `OrthogonalRegularizer` brings all columns to length 1 first and averages |cosine|.
 * @formula R(W) = strength·‖WᵀW − I‖²_F
 * @use Deep or recurrent networks, whose signals should neither fade nor grow from layer to layer.
 * @throws UsageError for an unknown option or a strength that is negative or not finite
 * @see Bansal, Chen & Wang 2018 (arXiv 1810.09102), "soft orthogonality"; Brock et al. 2017 (arXiv 1609.07093)
 */
export function orthogonal(options: OrthogonalOptions = {}): Regularizer {
  const { strength } = readOptions<Required<OrthogonalOptions>>(
    'orthogonal',
    options,
    { strength: nonNegative },
    { strength: 0.01 },
  );
  return asRegularizer({ regularizer: 'orthogonal', strength }, (w): tf.Scalar => {
    const columns = w.rank < 2 ? 1 : (w.shape.at(-1) as number);
    const rows = columns === 0 ? 0 : w.size / columns;
    // #region exercise: the squared distance of WᵀW from the identity, times the strength
    const matrix = w.reshape<tf.Tensor2D>([rows, columns]);
    const gram = tf.matMul(matrix, matrix, true);
    return gram.sub(tf.eye(columns)).square().sum().mul(strength);
    // #endregion
  });
}
