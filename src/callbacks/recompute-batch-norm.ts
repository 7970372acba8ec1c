import * as tf from '@tensorflow/tfjs';
import { layersOf } from '../optimizers/layers-of.ts';
import { count, readOptions } from '../shared/options.ts';

export interface RecomputeBatchNormOptions {
  /** Examples in a batch, at least 1: as many as in training. Default 32. */
  batchSize?: number;
}

type Moving = tf.LayersModel['weights'][number];

/** The parts of a batch normalization that its typings keep private. */
interface BatchNorm {
  momentum: number;
  readonly movingMean: Moving;
  readonly movingVariance: Moving;
}

/**
 * Measures the means and variances of all batch normalizations anew at the model's present weights, each batch counting
 * by its examples; the moving averages of training belong to the weights that training went through. For averaged
 * weights, while they are in: `await average.evaluated(async () => { await recomputeBatchNorm(model, x); ... })`, or
 * after `swapIn()`. No weight that is trained moves; a model without batch normalization stays as it is.
 * @param x inputs, examples along the first axis; a list for a model of several inputs
 * @throws UsageError for an unknown option or a batch size below 1
 * @see Izmailov et al. 2018 (arXiv 1803.05407), section 3.2; PyTorch's `swa_utils.update_bn`
 */
export async function recomputeBatchNorm(
  model: tf.LayersModel,
  x: tf.Tensor | tf.Tensor[],
  options: RecomputeBatchNormOptions = {},
): Promise<void> {
  const { batchSize } = readOptions<Required<RecomputeBatchNormOptions>>(
    'recomputeBatchNorm',
    options,
    { batchSize: count },
    { batchSize: 32 },
  );
  const inputs = [x].flat();
  const examples = inputs[0]?.shape[0] ?? 0;
  const layers = layersOf(model).filter((one) => one.getClassName() === 'BatchNormalization');
  const norms = layers as unknown as readonly BatchNorm[];
  if (norms.length === 0 || examples === 0) return;
  const momenta = norms.map(({ momentum }) => momentum);
  const moving = norms.flatMap(({ movingMean, movingVariance }) => [movingMean, movingVariance]);
  const before = moving.map((one) => tf.keep(one.read().clone()));
  try {
    tf.tidy(() => moving.forEach((one) => one.write(tf.zerosLike(one.read()))));
    for (let seen = 0; seen < examples; seen += batchSize) {
      const size = Math.min(batchSize, examples - seen);
      // What tfjs calls momentum is the share of what was measured before.
      for (const norm of norms) norm.momentum = seen / (seen + size);
      tf.tidy(() => {
        const batch = inputs.map((one) => one.slice(seen, size));
        model.apply(batch.length === 1 ? (batch[0] as tf.Tensor) : batch, { training: true });
      });
      // Lets a browser draw between two batches.
      await tf.nextFrame();
    }
  } catch (error) {
    moving.forEach((one, i) => one.write(before[i] as tf.Tensor));
    throw error;
  } finally {
    norms.forEach((norm, i) => (norm.momentum = momenta[i] as number));
    tf.dispose(before);
  }
}
