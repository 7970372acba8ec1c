import type { Next, Slots, Step } from './elementwise.ts';
import { nonNegative } from '../shared/options.ts';
import { Optimizer, type OptimizerConfig } from './optimizer.ts';

export interface AdaGradConfig extends OptimizerConfig {
  /** Where the sum of squares starts, at least 0. Default 0. */
  initialAccumulatorValue: number;
  /** Keeps the division finite; added outside the square root, at least 0. Default 1e-8. */
  epsilon: number;
}

/**
 * AdaGrad: divides each step by the root of all squared gradients so far, so the steps only ever shrink.
 * Defaults: learningRate 0.01, initialAccumulatorValue 0, epsilon 1e-8.
 * @formula a ← a + g²; w ← w − lr·g / (√a + ε)
 * @use Sparse features in convex problems, where rare weights keep large steps; in a long run its steps die out.
 * @see Duchi, Hazan & Singer 2011, "Adaptive subgradient methods", diagonal form
 */
export class AdaGrad extends Optimizer<AdaGradConfig, 'a'> {
  static override readonly className: string = 'DownhillAdaGrad';
  static override readonly slots = ['a'] as const;
  static override readonly defaults: AdaGradConfig = {
    learningRate: 0.01,
    initialAccumulatorValue: 0,
    epsilon: 1e-8,
  };
  static override readonly ranges = { ...Optimizer.ranges, initialAccumulatorValue: nonNegative };

  protected override start({ w }: Pick<Step, 'w'>, { initialAccumulatorValue }: AdaGradConfig) {
    return { a: w.mul(0).add(initialAccumulatorValue) };
  }

  protected override update(
    { w, g, lr }: Step,
    { a }: Slots<'a'>,
    { epsilon }: AdaGradConfig,
  ): Next<'a'> {
    // #region exercise: sum the squared gradients, then divide the step by the root of the sum
    a = a.add(g.square());
    return { w: w.sub(g.mul(lr).div(a.sqrt().add(epsilon))), a };
    // #endregion
  }
}
