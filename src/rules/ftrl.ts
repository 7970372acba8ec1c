import { power } from './power.ts';
import { rule } from './rule.ts';

/** Where there was no gradient yet, 0 is divided by this: the weight is 0. */
const least = 1e-30;
/** A sum of squares that is larger than float32's numbers stays here, so that its root is one. */
const largest = 3e38;

/**
 * FTRL-Proximal: keeps the sum of all gradients and makes each weight anew of it, so that an L1 strength gives exact zeros.
 * A weight starts as if it had been 0: what it was before the first update is mostly forgotten in it.
 * Defaults: learningRate 0.001, learningRatePower -0.5, initialAccumulatorValue 0.1, the three strengths 0, beta 0.
 * @formula n ← n + g²; z ← z + g − ((√n − √n_old) / lr)·w; w ← (clip(z, −l1, l1) − z) / ((β + √n) / lr + 2·l2)
 * @use Linear models with many sparse features, such as the rates of clicks, where most weights should be exactly 0.
 * @see McMahan et al. 2013, "Ad click prediction: a view from the trenches", algorithm 1, with Keras's options: l2 counts twice
 */
export const ftrl = rule({
  slots: ['n', 'z'],
  defaults: {
    learningRate: 1e-3,
    /** The power of the sum of squares that divides the rate, at most 0; 0 keeps the rate. */
    learningRatePower: -0.5,
    /** Where the sum of squares starts, at least 0. */
    initialAccumulatorValue: 0.1,
    /** Weights whose sum of gradients is within this strength are exactly 0; at least 0. */
    l1RegularizationStrength: 0,
    /** Pulls weights to 0 as l2 · Σw² would, at least 0. */
    l2RegularizationStrength: 0,
    /** The strength of a penalty on Σw² whose gradient is added to g, but not to its square; at least 0. */
    l2ShrinkageRegularizationStrength: 0,
    /** Holds the first steps back: added to the root of the sum of squares, at least 0. */
    beta: 0,
  },
  ranges: {
    learningRatePower: { says: 'at most 0', holds: (value) => value <= 0, isConstant: true },
  },
  otherNames: {
    alpha: 'learningRate',
    lrPower: 'learningRatePower',
    l1: 'l1RegularizationStrength',
    lambda1: 'l1RegularizationStrength',
    l2: 'l2RegularizationStrength',
    lambda2: 'l2RegularizationStrength',
    l2Shrinkage: 'l2ShrinkageRegularizationStrength',
  },
  start({ zeros }, { initialAccumulatorValue }) {
    return { n: zeros.add(initialAccumulatorValue) };
  },
  update({ w, g, lr }, { n, z }, hyper) {
    const { learningRatePower, l1RegularizationStrength: l1, l2RegularizationStrength: l2 } = hyper;
    const { l2ShrinkageRegularizationStrength: shrinkage, beta } = hyper;
    // The limit of a rate that goes to 0.
    if (lr === 0) return { w, n, z };
    // #region exercise: add g less what the falling rate has moved w to the sum z, and make w of what of z lies beyond l1
    const before = power(n, -learningRatePower);
    n = n.add(g.square()).minimum(largest);
    const root = power(n, -learningRatePower);
    const pull = g.add(w.mul(2 * shrinkage));
    z = z.add(pull).sub(root.sub(before).div(lr).mul(w));
    const within = z.maximum(-l1).minimum(l1);
    const strength = root.add(beta + 2 * l2 * lr).div(lr);
    return { w: within.sub(z).div(strength.maximum(least)), n, z };
    // #endregion
  },
});
