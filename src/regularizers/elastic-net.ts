import { sign } from '../rules/sign.ts';
import { penalty } from './penalty.ts';

export type ElasticNetOptions = NonNullable<Parameters<typeof elasticNet>[0]>;

/**
 * l1 · Σ|w| + l2 · Σw²: selects weights as l1 does, but lets weights that do the same work share it, as l2 does.
 * Neither part has a factor ½, as in tfjs, Keras and Zou & Hastie; scikit-learn's has one on the squares. A strength
 * that is left out is 0, where tfjs's `l1l2` takes 0.01 in its place; with both left out there is no penalty. At 0 the
 * gradient takes the subgradient 0.
 * @formula R(w) = l1·Σ|w| + l2·Σw²
 * @use Many inputs that carry the same information, of which l1 alone would keep one by chance.
 * @throws UsageError for an unknown option or a strength that is negative or not finite
 * @see Zou & Hastie 2005, "Regularization and variable selection via the elastic net" (the "naive" form)
 */
export const elasticNet = penalty('elasticNet', {
  defaults: {
    /** Strength of the part that selects, at least 0. */
    l1: 0,
    /** Strength of the part that shrinks, at least 0. */
    l2: 0,
  },
  penalty(w, { l1, l2 }) {
    // #region exercise: the sum of the sizes and the sum of the squares, each times its strength
    return w.abs().sum().mul(l1).add(w.square().sum().mul(l2));
    // #endregion
  },
  gradient(w, { l1, l2 }) {
    // #region exercise: the slopes of both sums by each weight
    return sign(w)
      .mul(l1)
      .add(w.mul(2 * l2));
    // #endregion
  },
});
