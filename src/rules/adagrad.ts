import { rule } from './rule.ts';

/**
 * AdaGrad: divides each step by the root of all squared gradients so far, so the steps only ever shrink.
 * Defaults: learningRate 0.01, initialAccumulatorValue 0, epsilon 1e-8.
 * @formula a ← a + g²; w ← w − lr·g / (√a + ε)
 * @use Sparse features in convex problems, where rare weights keep large steps; in a long run its steps die out.
 * @see Duchi, Hazan & Singer 2011, "Adaptive subgradient methods", diagonal form
 */
export const adagrad = rule({
  slots: ['a'],
  defaults: {
    learningRate: 0.01,
    /** Where the sum of squares starts, at least 0. */
    initialAccumulatorValue: 0,
    /** Keeps the division finite; added outside the square root, at least 0. */
    epsilon: 1e-8,
  },
  start({ zeros }, { initialAccumulatorValue }) {
    return { a: zeros.add(initialAccumulatorValue) };
  },
  update({ w, g, lr }, { a }, { epsilon }) {
    // #region exercise: sum the squared gradients, then divide the step by the root of the sum
    a = a.add(g.square());
    return { w: w.sub(g.mul(lr).div(a.sqrt().add(epsilon))), a };
    // #endregion
  },
});
