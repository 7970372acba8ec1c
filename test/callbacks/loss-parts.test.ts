import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { evaluateLoss, lossParts } from '../../src/callbacks/index.ts';
import { SGD } from '../../src/optimizers/index.ts';
import { l1, layerRegularizer } from '../../src/regularizers/index.ts';
import { column, oneWeight } from './one-weight.ts';

/** A weight that stays 3, a penalty of 0.5 · 3² = 4.5, and squared errors (3x)² of 9, 36 and 81. */
function atThree(learningRate = 0): tf.Sequential {
  const model = oneWeight(3, tf.regularizers.l2({ l2: 0.5 }));
  model.compile({ optimizer: new SGD({ learningRate }), loss: 'meanSquaredError' });
  return model;
}
const [x, y] = [column(1, 2, 3), column(0, 0, 0)];

describe('evaluateLoss', () => {
  it.each([1, 2, 3, 32])('is exact in batches of %d', async (batchSize) => {
    const before = tf.memory().numTensors;
    const model = atThree();
    const held = tf.memory().numTensors;
    const parts = await evaluateLoss(model, x, y, { batchSize });
    expect(parts.penalty).toBe(4.5);
    expect(parts.dataLoss).toBeCloseTo(42, 5);
    expect(parts.loss).toBe(parts.dataLoss + parts.penalty);
    expect(tf.memory().numTensors).toBe(held);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('finds no penalty where there is none, also with metrics', async () => {
    const model = oneWeight(3);
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError', metrics: ['mae'] });
    expect(await evaluateLoss(model, x, y)).toEqual({ loss: 42, dataLoss: 42, penalty: 0 });
  });

  it('adds up the outputs, where tfjs gives the first one alone', async () => {
    const { model, targets } = twoOutputs();
    const [first] = model.evaluate(column(1), targets) as tf.Scalar[];
    expect([...((await first?.data()) ?? [])]).toEqual([1]);
    expect(await evaluateLoss(model, column(1), targets)).toEqual({
      loss: 1 + 9 + 0.5,
      dataLoss: 1 + 9,
      penalty: 0.5,
    });
  });

  it('refuses a batch size of 0', async () => {
    await expect(evaluateLoss(atThree(), x, y, { batchSize: 0 })).rejects.toThrow(
      'evaluateLoss: batchSize must be a whole number of at least 1, got 0',
    );
  });
});

/** Weights 1 and 3 on input 1 with targets 0: losses 1 and 9, and a penalty of 0.5 · |1|. */
function twoOutputs() {
  const input = tf.input({ shape: [1] });
  const output = (value: number, penalty?: ReturnType<typeof layerRegularizer>) =>
    tf.layers
      .dense({
        units: 1,
        useBias: false,
        kernelInitializer: tf.initializers.constant({ value }),
        ...(penalty && { kernelRegularizer: penalty }),
      })
      .apply(input) as tf.SymbolicTensor;
  const model = tf.model({
    inputs: input,
    outputs: [output(1, layerRegularizer(l1({ l1: 0.5 }))), output(3)],
  });
  model.compile({ optimizer: new SGD({ learningRate: 0 }), loss: 'meanSquaredError' });
  return { model, targets: [column(0), column(0)] };
}

describe('lossParts', () => {
  it('takes the penalty out of the training loss, in batches of unequal size', async () => {
    const { history } = await atThree().fit(x, y, {
      batchSize: 2,
      epochs: 2,
      shuffle: false,
      callbacks: [lossParts()],
    });
    for (const epoch of [0, 1]) {
      expect(history['loss']?.[epoch]).toBeCloseTo(46.5, 5);
      expect(history['dataLoss']?.[epoch]).toBeCloseTo(42, 5);
      expect(history['penalty']?.[epoch]).toBe(4.5);
    }
    expect(Object.keys(history)).not.toContain('val_totalLoss');
  });

  it('averages over a moving weight as tfjs does', async () => {
    const rate = 0.01;
    const model = atThree(rate);
    const { history } = await model.fit(x, y, {
      batchSize: 2,
      epochs: 2,
      shuffle: false,
      validationData: [column(1), column(1)],
      callbacks: [lossParts()],
    });
    const logged = (name: string, epoch: number) => history[name]?.[epoch] as number;
    // Gradients by hand: of mean (w x)² and of 0.5 w².
    let w = 3;
    for (const epoch of [0, 1]) {
      let [dataLoss, penalty] = [0, 0];
      for (const batch of [[1, 2], [3]]) {
        const meanSquare = batch.reduce((sum, one) => sum + one ** 2, 0) / batch.length;
        dataLoss += (batch.length / 3) * meanSquare * w ** 2;
        penalty += (batch.length / 3) * 0.5 * w ** 2;
        w -= rate * (2 * meanSquare * w + w);
      }
      expect(logged('dataLoss', epoch)).toBeCloseTo(dataLoss, 4);
      expect(logged('penalty', epoch)).toBeCloseTo(penalty, 4);
      expect(logged('loss', epoch)).toBeCloseTo(
        logged('dataLoss', epoch) + logged('penalty', epoch),
        4,
      );
      expect(logged('val_dataLoss', epoch)).toBeCloseTo((w - 1) ** 2, 4);
      expect(logged('val_totalLoss', epoch)).toBeCloseTo((w - 1) ** 2 + 0.5 * w ** 2, 4);
    }
    expect(history['val_dataLoss']).toEqual(history['val_loss']);
  });

  it('makes the loss of the same data the same in training and validation', async () => {
    const { history } = await atThree().fit(x, y, {
      batchSize: 2,
      validationData: [x, y],
      callbacks: [lossParts()],
    });
    expect(history['val_loss']?.[0]).not.toBeCloseTo(history['loss']?.[0] as number, 0);
    expect(history['val_dataLoss']?.[0]).toBeCloseTo(history['dataLoss']?.[0] as number, 5);
    expect(history['val_totalLoss']?.[0]).toBeCloseTo(history['loss']?.[0] as number, 5);
  });

  it('adds up the outputs of a model of several', async () => {
    const { model, targets } = twoOutputs();
    const { history } = await model.fit(column(1), targets, {
      validationData: [column(1), targets],
      callbacks: [lossParts()],
    });
    expect(history).toMatchObject({
      loss: [10.5],
      dataLoss: [10],
      penalty: [0.5],
      val_dataLoss: [10],
      val_totalLoss: [10.5],
    });
  });
});
