import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import {
  earlyStopping,
  learningRateLog,
  lossParts,
  reduceOnPlateau,
  tensorBoardEvents,
  terminateOnNaN,
} from '../../src/callbacks/index.ts';
import { SGD } from '../../src/optimizers/index.ts';
import { column, oneWeight } from './one-weight.ts';

const all: Readonly<Record<string, () => tf.Callback>> = {
  learningRateLog,
  reduceOnPlateau,
  earlyStopping: () => earlyStopping({ restoreBestWeights: true, patience: 9 }),
  terminateOnNaN,
  lossParts,
  tensorBoardEvents: () =>
    tensorBoardEvents({ train: () => {}, validation: () => {}, updates: true }),
};

describe('a callback', () => {
  it.each(Object.entries(all))('leaves no tensor behind: %s', async (_, make) => {
    const model = oneWeight(0, tf.regularizers.l2({ l2: 0.1 }));
    model.compile({ optimizer: new SGD({ learningRate: 0.01 }), loss: 'meanSquaredError' });
    const [x, y] = [column(1, 2, 3), column(2, 4, 6)];
    const options = { epochs: 3, batchSize: 2, validationData: [x, y] as [tf.Tensor, tf.Tensor] };
    await model.fit(x, y, { ...options, callbacks: [] });
    const before = tf.memory().numTensors;
    const callback = make();
    await model.fit(x, y, { ...options, callbacks: [callback] });
    await model.fit(x, y, { ...options, callbacks: [callback] });
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(Object.entries(all))('leaves no tensor behind when fit throws: %s', async (_, make) => {
    const [x, y] = [column(1, 2, 3), column(2, 4, 6)];
    /** How many more tensors there are after a fit that breaks in its second epoch. */
    const left = async (dataset: boolean, ...callbacks: tf.Callback[]) => {
      const model = oneWeight(0, tf.regularizers.l2({ l2: 0.1 }));
      model.compile({ optimizer: new SGD({ learningRate: 0.01 }), loss: 'meanSquaredError' });
      const breaking = new tf.CustomCallback(
        {
          onEpochEnd: (epoch) => {
            if (epoch === 1) throw new Error('broken');
          },
        },
        'auto',
      );
      const options = {
        epochs: 3,
        verbose: 0 as const,
        validationData: [x, y] as [tf.Tensor, tf.Tensor],
        callbacks: [...callbacks, breaking],
      };
      const data = tf.data
        .array([1, 2, 3])
        .map((one) => ({ xs: tf.tensor2d([[one as number]]), ys: tf.tensor2d([[0]]) }));
      const before = tf.memory().numTensors;
      const fit = dataset ? model.fitDataset(data, options) : model.fit(x, y, options);
      await expect(fit).rejects.toThrow('broken');
      return tf.memory().numTensors - before;
    };
    for (const dataset of [false, true]) {
      expect(await left(dataset, make())).toBe(await left(dataset));
      expect(await left(dataset, make(), make())).toBe(await left(dataset));
    }
  });

  it.each(Object.entries(all))(
    'says how to mend a list that begins with a plain object: %s',
    async (name, make) => {
      const model = oneWeight();
      model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
      const list = [{ onEpochEnd: () => {} }, make()];
      await expect(
        model.fit(column(1), column(1), { callbacks: list as tf.Callback[] }),
      ).rejects.toThrow(
        `${name}: must not stand in a list of callbacks that begins with a plain object`,
      );
    },
  );

  it('works beside a plain object in a CustomCallback, and alone without a list', async () => {
    const model = oneWeight();
    model.compile({ optimizer: tf.train.sgd(0.25), loss: 'meanSquaredError' });
    const seen: unknown[] = [];
    const plain = new tf.CustomCallback(
      { onEpochEnd: (_, logs) => void seen.push(logs?.['learningRate']) },
      'auto',
    );
    await model.fit(column(1), column(1), { epochs: 2, callbacks: [learningRateLog(), plain] });
    expect(seen).toEqual([0.25, 0.25]);
    const { history } = await model.fit(column(1), column(1), { callbacks: learningRateLog() });
    expect(history['learningRate']).toEqual([0.25]);
  });

  it('works in fitDataset', async () => {
    const model = oneWeight();
    model.compile({ optimizer: tf.train.sgd(0), loss: 'meanSquaredError' });
    const data = tf.data
      .array([1, 2, 3])
      .map((one) => ({ xs: tf.tensor1d([one as number]), ys: tf.tensor1d([0]) }))
      .batch(2);
    const stopping = earlyStopping({ monitor: 'loss', patience: 1 });
    const { history } = await model.fitDataset(data, {
      epochs: 5,
      verbose: 0,
      callbacks: [lossParts(), learningRateLog(), stopping],
    });
    expect(history['dataLoss']).toHaveLength(2);
    expect(history['dataLoss']?.[0]).toBeCloseTo((1 + 4 + 9) / 3, 6);
    expect(stopping.stoppedEpoch).toBe(1);
  });
});
