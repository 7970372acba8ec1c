import type { Elementwise } from '../rules/elementwise.ts';
import { penalty } from './penalty.ts';

export type OrthogonalOptions = NonNullable<Parameters<typeof orthogonal>[0]>;

/**
 * strength · ‖WᵀW − I‖²_F: pulls the columns of W, one for each unit or filter, to length 1 and at right angles to each
 * other, without a factor ½. A convolution kernel counts as the matrix [height · width · in, out], a vector as one
 * column. A matrix that is wider than tall cannot have orthogonal columns: then its rows become so, because WWᵀ in
 * place of WᵀW changes the penalty by the constant width − height alone and its gradient not at all.
 * The square is multiplied out, since the algebra has no identity matrix: in float32 the penalty of an orthogonal W is
 * not exactly 0 but may be off by 1e-7 · strength for each column, to either side. The gradient is as good as before.
 * Elsewhere: Brock et al. 2017 sum |WᵀW − I| instead of squares; Brock et al. 2019 (BigGAN) leave the diagonal out, so
 * lengths are free; Keras's `OrthogonalRegularizer` brings all columns to length 1 first and averages |cosine|.
 * @formula R(W) = strength·‖WᵀW − I‖²_F = strength·(‖WᵀW‖²_F − 2·‖W‖²_F + columns)
 * @use Deep or recurrent networks, whose signals should neither fade nor grow from layer to layer.
 * @throws UsageError for an unknown option or a strength that is negative or not finite
 * @see Bansal, Chen & Wang 2018 (arXiv 1810.09102), "soft orthogonality"; Brock et al. 2017 (arXiv 1609.07093)
 */
export const orthogonal = penalty('orthogonal', {
  defaults: {
    /** Strength, at least 0. */
    strength: 0.01,
  },
  penalty(w, { strength }) {
    const { matrix, columns } = asMatrix(w);
    // #region exercise: the squared distance of WᵀW from the identity, multiplied out, times the strength
    const gram = matrix.transpose().matMul(matrix);
    const distance = gram.square().sum().sub(matrix.square().sum().mul(2)).add(columns);
    return distance.mul(strength);
    // #endregion
  },
  gradient(w, { strength }) {
    const { matrix } = asMatrix(w);
    // #region exercise: four times W (WᵀW − I), times the strength
    const gram = matrix.transpose().matMul(matrix);
    return matrix
      .matMul(gram)
      .sub(matrix)
      .mul(4 * strength)
      .reshape([...w.shape]);
    // #endregion
  },
});

/** A weight as a matrix with a column for each of its last axis. */
function asMatrix(w: Elementwise): { readonly matrix: Elementwise; readonly columns: number } {
  const columns = w.shape.length < 2 ? 1 : (w.shape.at(-1) as number);
  const size = w.shape.reduce((product, length) => product * length, 1);
  return { matrix: w.reshape([columns === 0 ? 0 : size / columns, columns]), columns };
}
