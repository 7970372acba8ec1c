import * as tf from '@tensorflow/tfjs';
import { UsageError } from '../shared/errors.ts';
import { count, must, nonNegative } from '../shared/options.ts';
import { bowl, condition, quadratic } from './bowl.ts';
import type { ProblemKind } from './problem.ts';
import { disposeAll, variables } from './variables.ts';

export interface NoisyBowlOptions {
  /** Number of weights, at least 1. Default 2. */
  dimension: number;
  /** Largest curvature over the smallest, which is 1; those between are spaced evenly in their logarithm. Default 10. */
  condition: number;
  /** Standard deviation of the noise on each component of the gradient, at least 0. Default 1. */
  noise: number;
  /** Where the weights start: one number for all, or a list of `dimension` numbers. Default 1. */
  start: number | readonly number[];
}

const numbers = must('a finite number or a list of them', (value) =>
  [value].flat().every(Number.isFinite),
);

/**
 * The bowl with a random tilt: each draw of the loss adds noise · ξ · w, ξ standard normal, so that the gradient is
 * curvature · w + noise · ξ. One variable of shape [dimension]; measures the noise-free `loss` and the `distance` to 0.
 */
export const noisyBowl: ProblemKind<NoisyBowlOptions> = {
  about: 'the bowl in any number of weights, with random noise on its gradient',
  defaults: { dimension: 2, condition: 10, noise: 1, start: 1 },
  ranges: { dimension: count, condition, noise: nonNegative, start: numbers },
  build({ dimension, condition, noise, start }, random) {
    const values = typeof start === 'number' ? Array<number>(dimension).fill(start) : start;
    if (values.length !== dimension) {
      throw new UsageError({
        who: 'noisyBowl',
        rule: `start must have one number for each of the ${dimension} weights`,
        got: values.length,
      });
    }
    const { w } = variables('noisyBowl', { w: { shape: [dimension], values } });
    const steps = Math.max(1, dimension - 1);
    const halves = tf.keep(
      tf.tensor1d(Array.from({ length: dimension }, (_, i) => condition ** (i / steps) / 2)),
    );
    return {
      variables: [w],
      loss: () => {
        const tilt = tf.tensor1d(random.normals(dimension).map((xi) => noise * xi));
        return quadratic(w, halves).add(w.mul(tilt).sum());
      },
      measure: () => ({ loss: quadratic(w, halves), distance: w.norm().asScalar() }),
      dispose: () => disposeAll([w, halves]),
    };
  },
  landscape: ({ dimension, condition }) =>
    dimension === 2 ? bowl.landscape?.({ ...bowl.defaults, condition }) : undefined,
};
