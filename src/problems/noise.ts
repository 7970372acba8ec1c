import * as tf from '@tensorflow/tfjs';
import { count, nonNegative } from '../shared/options.ts';
import type { ProblemKind } from './problem.ts';
import { disposeAll, variables } from './variables.ts';

export interface NoiseOptions {
  /** Number of weights in each group, at least 1; the mean over them is what is measured. Default 500. */
  copies: number;
  /** Standard deviation of the gradients of the `loud` weights, at least 0. Default 10. */
  loud: number;
  /** Standard deviation of the gradients of the `quiet` weights, at least 0. Default 0.1. */
  quiet: number;
}

/**
 * A plain without slope: gradients are pure noise of mean 0, large for one group of weights and small for the other, so
 * that weight decay alone moves a weight on average. Two variables of shape [copies], all weights start at 1.
 * Measures `meanLoud`, `meanQuiet` and `loss`, which is the expected loss and therefore 0 everywhere.
 */
export const noise: ProblemKind<NoiseOptions> = {
  about:
    'no slope at all, only gradient noise, loud for one half of the weights and quiet for the other',
  defaults: { copies: 500, loud: 10, quiet: 0.1 },
  ranges: { copies: count, loud: nonNegative, quiet: nonNegative },
  build(scales, random) {
    const shape = [scales.copies];
    const values = Array<number>(scales.copies).fill(1);
    const { loud, quiet } = variables('noise', {
      loud: { shape, values },
      quiet: { shape, values },
    });
    const tilt = (w: tf.Variable, scale: number): tf.Scalar =>
      w.mul(tf.tensor1d(random.normals(scales.copies).map((xi) => scale * xi))).sum();
    return {
      variables: [loud, quiet],
      loss: () => tilt(loud, scales.loud).add(tilt(quiet, scales.quiet)),
      measure: () => ({ loss: tf.scalar(0), meanLoud: loud.mean(), meanQuiet: quiet.mean() }),
      dispose: () => disposeAll([loud, quiet]),
    };
  },
};
