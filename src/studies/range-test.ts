import * as tf from '@tensorflow/tfjs';
import { SGD } from '../optimizers/index.ts';
import { problem, type ProblemSpec } from '../problems/index.ts';
import { positive, several } from '../shared/options.ts';
import { problemSpec } from './specs.ts';
import type { StudyKind } from './study.ts';
import { logSpaced } from '../shared/powers.ts';

export interface RangeTestOptions {
  readonly problem: ProblemSpec;
  /** Rate of the first update. */
  readonly from: number;
  /** Rate of the last update. */
  readonly to: number;
  /** Updates from one to the other. */
  readonly updates: number;
}

/**
 * One short training by plain descent whose rate rises by the same factor from update to update.
 * Gives `rate` and `loss`, that of each batch before its update.
 */
export const rangeTest: StudyKind<RangeTestOptions> = {
  about: 'the loss of a training whose learning rate rises from update to update',
  cost: 1000,
  defaults: { problem: { name: 'digits' }, from: 1e-3, to: 10, updates: 100 },
  ranges: { problem: problemSpec, from: positive, to: positive, updates: several },
  async measure({ problem: spec, from, to, updates }, random) {
    const task = await problem(spec, random);
    const descent = new SGD({ learningRate: from });
    const rate = logSpaced(from, to, updates);
    const losses = rate.map((learningRate) => {
      descent.learningRate = learningRate;
      return descent.minimize(() => task.loss(), true, [...task.variables]) as tf.Scalar;
    });
    const stacked = tf.stack(losses);
    const loss = [...(await stacked.data())];
    tf.dispose([stacked, ...losses]);
    descent.dispose();
    task.dispose();
    return { rate, loss };
  },
};
