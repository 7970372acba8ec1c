import * as tf from '@tensorflow/tfjs';
import { layersOf } from '../optimizers/layers-of.ts';
import { shown, UsageError } from '../shared/errors.ts';
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
 * @throws UsageError for an unknown option, a batch size below 1, a `model` or inputs that are none
 * @see Izmailov et al. 2018 (arXiv 1803.05407), section 3.2; PyTorch's `swa_utils.update_bn`
 */
export async function recomputeBatchNorm(
  model: tf.LayersModel,
  x: tf.Tensor | tf.Tensor[],
  options: RecomputeBatchNormOptions = {},
): Promise<void> {
  const who = 'recomputeBatchNorm';
  const { batchSize } = readOptions<Required<RecomputeBatchNormOptions>>(
    who,
    options,
    { batchSize: count },
    { batchSize: 32 },
  );
  const layers = layersOf(who, model).filter((one) => one.getClassName() === 'BatchNormalization');
  const norms = layers as unknown as readonly BatchNorm[];
  const { inputs, examples } = readInputs(who, x);
  if (norms.length === 0) return;
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

/** The inputs as a list, and how many examples they hold. @throws UsageError for no tensor, or no example */
function readInputs(
  who: string,
  x: unknown,
): { readonly inputs: readonly tf.Tensor[]; readonly examples: number } {
  const inputs = [x].flat() as readonly tf.Tensor[];
  const isTensor = (one: unknown) => Object(one) === one && one instanceof tf.Tensor;
  const odd = inputs.find((one) => !isTensor(one));
  if (odd !== undefined || inputs[0] === undefined) {
    const got = shown(inputs.length === 0 ? x : odd);
    const rule = 'x must be a tensor, or a list with one for each input of the model';
    throw new UsageError({ who, rule, got, remedy: 'write tf.tensor(x) for a list of numbers' });
  }
  const counts = inputs.map(({ shape }) => shape[0] ?? 0);
  const [examples] = counts as [number];
  if (examples > 0 && counts.every((one) => one === examples)) return { inputs, examples };
  const rule = 'x must hold at least one example, and as many for each input';
  throw new UsageError({ who, rule, got: shown(inputs.map(({ shape }) => shape)) });
}
