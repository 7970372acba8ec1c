import * as tf from '@tensorflow/tfjs';
import { SGD } from '../optimizers/index.ts';
import { problem, type Problem } from '../problems/index.ts';
import { count, mustList, positive, wholeNumber } from '../shared/options.ts';
import type { StudyKind } from './study.ts';

export interface GradientVarianceOptions {
  /** Sizes of a batch, each from 1 to the thousand training images. */
  readonly batches: readonly number[];
  /** Batches drawn of each size, at least; of small ones as many as make a whole pass over the images. */
  readonly draws: number;
  /** Updates of gradient descent with all images before the gradients are taken. */
  readonly after: number;
  /** Rate of these updates. */
  readonly learningRate: number;
}

const images = 1000;

const sizes = mustList(
  `a list of whole numbers from 1 to ${images}`,
  (one: unknown) => count.holds(one as number) && (one as number) <= images,
);

/**
 * How far the gradient of a minibatch lies from that of all images, in softmax regression on the digits, at one place on
 * the way down. Gives `batch` and `variance`, the mean square of that distance over all weights together, and as a list of
 * one entry `slope`, the square of the length of the gradient of all images.
 */
export const gradientVariance: StudyKind<GradientVarianceOptions> = {
  about: 'the variance of the gradient of a minibatch, by the size of the batch',
  cost: 5000,
  defaults: { batches: [1, 8, 32, 128, 512], draws: 200, after: 0, learningRate: 1 },
  ranges: { batches: sizes, draws: count, after: wholeNumber, learningRate: positive },
  async measure({ batches, draws, after, learningRate }, random) {
    const place = await softmax(images, random);
    const descent = new SGD({ learningRate });
    for (let update = 0; update < after; update++) {
      descent.minimize(() => place.loss(), false, [...place.variables]);
    }
    const centre = tf.tidy(() => gradient(place));
    const variance: number[] = [];
    for (const size of batches) {
      const sampled = await softmax(size, random);
      sampled.variables.forEach((one, i) => one.assign(place.variables[i] as tf.Variable));
      const drawn = Array.from({ length: Math.max(draws, Math.ceil(images / size)) }, () =>
        tf.tidy(() => gradient(sampled).sub(centre).square().sum()),
      );
      variance.push(await read(() => tf.stack(drawn).mean()));
      tf.dispose(drawn);
      sampled.dispose();
    }
    const slope = await read(() => centre.square().sum());
    centre.dispose();
    descent.dispose();
    place.dispose();
    return { batch: batches, variance, slope: [slope] };
  },
};

/** Always at the same start: the stream of a fork does not depend on what was drawn before. */
async function softmax(batch: number, random: Parameters<typeof problem>[1]): Promise<Problem> {
  return problem({ name: 'digits', batch }, random.fork(1));
}

/** One draw of the gradient, all weights in a row. */
function gradient(task: Problem): tf.Tensor1D {
  const { grads } = tf.variableGrads(() => task.loss(), [...task.variables]);
  return tf.concat1d(task.variables.map(({ name }) => (grads[name] as tf.Tensor).as1D()));
}

async function read(scalar: () => tf.Tensor): Promise<number> {
  const tensor = tf.tidy(scalar);
  const [value] = await tensor.data();
  tensor.dispose();
  return value as number;
}
