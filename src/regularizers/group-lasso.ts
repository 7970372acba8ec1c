import { UsageError } from '../shared/errors.ts';
import { penalty } from './penalty.ts';

export type GroupLassoOptions = NonNullable<Parameters<typeof groupLasso>[0]>;

/**
 * strength · √(group size) · Σ‖group‖: the lasso for groups of weights, which are kept or given up together, so that a
 * whole input (or unit) can go. The norms are Euclidean and not squared, so there is no factor ½ to ask about; √(group
 * size) lets groups of all sizes weigh alike. A vector has one weight for each input: groups of one, the lasso itself.
 * At a group of zeros, where the norm has no slope, its subgradient 0 is taken.
 * @formula R(w) = strength·√p·Σⱼ‖wⱼ‖₂, p the size of a group
 * @use To find inputs or units that a layer can do without.
 * @throws UsageError for an unknown option or a bad value; when applied, for a matrix or larger without that axis
 * @see Yuan & Lin 2006, "Model selection and estimation in regression with grouped variables"; Scardapane et al. 2017
 * (arXiv 1607.00485) for the groups in a network
 */
export const groupLasso = penalty('groupLasso', {
  defaults: {
    /** Strength, at least 0. */
    strength: 0.01,
    /**
     * The axis that numbers the groups; negative ones count from the end, as in tfjs. By default the inputs of a dense or
     * convolution kernel: one group holds all weights that leave one input. With -1 it holds all that enter one unit.
     */
    axis: -2,
  },
  ranges: { axis: { says: 'a whole number', holds: Number.isInteger } },
  penalty(w, { strength, axis }) {
    const within = axesWithin(w.shape, axis);
    const size = within.reduce((product, one) => product * (w.shape[one] as number), 1);
    // #region exercise: the Euclidean norm of each group, then their sum times the strength and √(group size)
    const squares = within.reduce((sums, one) => sums.sum(one, true), w.square());
    // The slope of √x is infinite at 0, and on a tape 0 times infinity is NaN.
    const norms = squares.div(squares.maximum(2 ** -126).sqrt());
    return norms.sum().mul(strength * Math.sqrt(size));
    // #endregion
  },
  gradient(w, { strength, axis }) {
    const within = axesWithin(w.shape, axis);
    const size = within.reduce((product, one) => product * (w.shape[one] as number), 1);
    // #region exercise: each weight over the norm of its group, times the strength and √(group size); 0 stays 0
    const squares = within.reduce((sums, one) => sums.sum(one, true), w.square());
    return w.div(squares.maximum(2 ** -126).sqrt()).mul(strength * Math.sqrt(size));
    // #endregion
  },
});

/** The axes along which the weights of one group lie. */
function axesWithin(shape: readonly number[], axis: number): number[] {
  const rank = shape.length;
  if (rank < 2) return [];
  const across = axis < 0 ? axis + rank : axis;
  if (across < 0 || across >= rank) {
    throw new UsageError({
      who: 'groupLasso',
      rule: `axis must be one of a weight's ${rank} axes`,
      got: `${axis} for shape [${shape}]`,
    });
  }
  return shape.map((_, i) => i).filter((i) => i !== across);
}
