import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { recomputeBatchNorm } from '../../src/callbacks/index.ts';
import { Adam } from '../../src/optimizers/index.ts';
import { ExponentialMovingAverage } from '../../src/wrappers/index.ts';
import { weightsOf } from '../support/small-model.ts';

beforeAll(() => useBackend('cpu'));

const xs = [1, 5, 2, 8, 4, 4, 0];
const data = () => tf.tensor2d(xs, [7, 1]);
const mean = (values: readonly number[]) =>
  values.reduce((sum, one) => sum + one, 0) / values.length;
const variance = (values: readonly number[]) => {
  const middle = mean(values);
  return mean(values.map((one) => (one - middle) ** 2));
};

/** One number, times 2, then normalized; `inner` puts the normalization into a model of its own. */
function normalized(inner = false): tf.Sequential {
  const norm = tf.layers.batchNormalization({ inputShape: [1] });
  return tf.sequential({
    layers: [
      tf.layers.dense({
        units: 1,
        inputShape: [1],
        useBias: false,
        kernelInitializer: tf.initializers.constant({ value: 2 }),
      }),
      inner ? tf.sequential({ layers: [norm] }) : norm,
    ],
  });
}

/** The moving mean and variance of the only normalization. */
const moving = async (model: tf.LayersModel) =>
  Promise.all(model.nonTrainableWeights.map(async (one) => (await one.read().data())[0] as number));

describe('recomputeBatchNorm', () => {
  it.each([
    [7, [xs]],
    [3, [[1, 5, 2], [8, 4, 4], [0]]],
    [32, [xs]],
  ])(
    'measures in batches of %d what they have by hand, also in a model in it',
    async (batchSize, batches) => {
      const doubled = batches.map((batch) => batch.map((one) => 2 * one));
      const byExamples = (of: (batch: number[]) => number) =>
        doubled.reduce((sum, batch) => sum + (batch.length / xs.length) * of(batch), 0);
      for (const inner of [false, true]) {
        const model = normalized(inner);
        await recomputeBatchNorm(model, data(), { batchSize });
        const [middle, spread] = await moving(model);
        // The mean is that of all examples, however they are cut.
        expect(middle).toBeCloseTo(mean(doubled.flat()), 5);
        expect(middle).toBeCloseTo(byExamples(mean), 5);
        expect(spread).toBeCloseTo(byExamples(variance), 4);
      }
    },
  );

  it('measures for the averaged weights while they are in, and leaves all that is trained alone', async () => {
    const model = normalized();
    const optimizer = new ExponentialMovingAverage({
      optimizer: new Adam({ learningRate: 0.1 }),
      decay: 0.9,
    });
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const y = tf.tensor2d(xs.map((one) => [one % 2]));
    await model.fit(data(), y, { epochs: 5, verbose: 0 });
    const trained = (await weightsOf(model)).slice(0, 3);
    await optimizer.evaluated(async () => {
      const [averaged = NaN] = (await weightsOf(model))[0] ?? [];
      await recomputeBatchNorm(model, data());
      expect((await moving(model))[0]).toBeCloseTo(averaged * mean(xs), 4);
    });
    expect((await weightsOf(model)).slice(0, 3)).toEqual(trained);
    // The layer goes on with the momentum that it had.
    expect(model.layers[1]?.getConfig()['momentum']).toBe(0.99);
  });

  it('leaves scale and offset of a frozen layer alone', async () => {
    const model = normalized();
    const [norm] = model.layers.slice(1) as [tf.layers.Layer];
    norm.trainable = false;
    await recomputeBatchNorm(model, data());
    const [scale, offset] = await Promise.all(
      norm.weights.map(async (one) => (await one.read().data())[0]),
    );
    expect([scale, offset]).toEqual([1, 0]);
  });

  it('leaves no tensor behind, nor half of a measurement when it fails', async () => {
    const model = normalized();
    const x = data();
    await recomputeBatchNorm(model, x);
    const [before, tensors] = [await moving(model), tf.memory().numTensors];
    await recomputeBatchNorm(model, x);
    await expect(recomputeBatchNorm(model, tf.zeros([4, 2]))).rejects.toThrow();
    expect(await moving(model)).toEqual(before);
    expect(tf.memory().numTensors).toBe(tensors + 1);
  });

  it('does nothing where nothing is normalized, and wants a batch', async () => {
    const plain = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
    const before = await weightsOf(plain);
    await recomputeBatchNorm(plain, data());
    expect(await weightsOf(plain)).toEqual(before);
    await expect(recomputeBatchNorm(plain, data(), { batchSize: 0 })).rejects.toThrow(
      'recomputeBatchNorm: batchSize must be a whole number of at least 1, got 0',
    );
  });

  it.each<[string, () => unknown, () => unknown, string]>([
    [
      'no inputs',
      normalized,
      () => undefined,
      'x must be a tensor, or a list with one for each input of the model, got undefined; write tf.tensor(x) for a list of numbers',
    ],
    [
      'an empty list',
      normalized,
      () => [],
      'x must be a tensor, or a list with one for each input of the model, got []',
    ],
    [
      'numbers',
      normalized,
      () => [[1], [2]],
      'x must be a tensor, or a list with one for each input of the model, got [1]',
    ],
    [
      'no example',
      normalized,
      () => tf.zeros([0, 1]),
      'x must hold at least one example, and as many for each input, got [[0,1]]',
    ],
    [
      'inputs of two lengths',
      normalized,
      () => [tf.zeros([2, 1]), tf.zeros([3, 1])],
      'x must hold at least one example, and as many for each input, got [[2,1],[3,1]]',
    ],
    ['no model', data, data, 'model must be one of tfjs, such as tf.sequential('],
  ])('refuses %s', async (_, model, x, says) => {
    const done = recomputeBatchNorm(model() as never, x() as never);
    await expect(done).rejects.toThrow(`recomputeBatchNorm: ${says}`);
  });
});
