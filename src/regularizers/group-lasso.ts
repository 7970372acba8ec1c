import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';
import { nonNegative, readOptions, type Range } from '../shared/options.ts';
import { asRegularizer, type Regularizer } from './regularizer.ts';

export interface GroupLassoOptions {
  /** Strength, at least 0. Default 0.01. */
  strength?: number;
  /**
   * The axis that numbers the groups; negative ones count from the end, as in tfjs. Default -2, the inputs of a dense or
   * convolution kernel: one group holds all weights that leave one input. With -1 it holds all that enter one unit.
   */
  axis?: number;
}

const whole: Range = { says: 'a whole number', holds: Number.isInteger };

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
export function groupLasso(options: GroupLassoOptions = {}): Regularizer {
  const { strength, axis } = readOptions<Required<GroupLassoOptions>>(
    'groupLasso',
    options,
    { strength: nonNegative, axis: whole },
    { strength: 0.01, axis: -2 },
  );
  return asRegularizer({ regularizer: 'groupLasso', strength, axis }, (w): tf.Scalar => {
    const within = axesWithin(w, axis);
    const size = within.reduce((product, one) => product * (w.shape[one] as number), 1);
    // #region exercise: the Euclidean norm of each group, then their sum times the strength and √(group size)
    const squares = w.square().sum(within);
    // The slope of √x is infinite at 0, and on a tape 0 times infinity is NaN: a group of zeros goes through √1 instead.
    const isSome = squares.step();
    const norms = squares.add(tf.sub(1, isSome)).sqrt().mul(isSome);
    return norms.sum().mul(strength * Math.sqrt(size));
    // #endregion
  });
}

/** The axes along which the weights of one group lie. */
function axesWithin(w: tf.Tensor, axis: number): number[] {
  if (w.rank < 2) return [];
  const across = axis < 0 ? axis + w.rank : axis;
  if (across < 0 || across >= w.rank) {
    throw new UsageError(
      `groupLasso: axis must be one of a weight's ${w.rank} axes, got ${axis} for shape ${shown(w.shape)}`,
    );
  }
  return w.shape.map((_, i) => i).filter((i) => i !== across);
}
