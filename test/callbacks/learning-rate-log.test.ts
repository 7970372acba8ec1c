import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { learningRateLog, reduceOnPlateau } from '../../src/callbacks/index.ts';
import { Adam, SGD } from '../../src/optimizers/index.ts';
import { linear } from '../../src/schedules/index.ts';
import { GradientAccumulation } from '../../src/wrappers/index.ts';
import { builtIns, column, oneWeight } from './one-weight.ts';

describe('learningRateLog', () => {
  it('logs the rate that a schedule had at each epoch’s last update, and every update’s', async () => {
    const model = oneWeight();
    const learningRate = linear({ peak: 0.8, updates: 8 });
    model.compile({ optimizer: new Adam({ learningRate }), loss: 'meanSquaredError' });
    const log = learningRateLog();
    const x = column(1, 2, 3, 4, 5);
    const { history } = await model.fit(x, x, { epochs: 2, batchSize: 2, callbacks: [log] });
    const expected = Array.from({ length: 6 }, (_, update) => learningRate(update));
    expect(new Set(expected).size).toBe(6);
    expect(log.rates).toEqual(expected);
    expect(history['learningRate']).toEqual([expected[2], expected[5]]);
  });

  it.each(Object.entries(builtIns))('logs the rate of tf.train.%s', async (_, optimizer) => {
    const model = oneWeight();
    model.compile({ optimizer: optimizer(), loss: 'meanSquaredError' });
    const { history } = await model.fit(column(1), column(1), { callbacks: [learningRateLog()] });
    expect(history['learningRate']).toEqual([0.5]);
  });

  it('logs what an epoch trained with, wherever it stands beside a callback that changes it', async () => {
    for (const order of [0, 1]) {
      const model = oneWeight();
      model.compile({ optimizer: new SGD({ learningRate: 1 }), loss: 'meanSquaredError' });
      const cut = reduceOnPlateau({ monitor: 'loss', factor: 0.5, patience: 0 });
      const both = [learningRateLog(), cut];
      const { history } = await model.fit(column(0), column(1), {
        epochs: 3,
        callbacks: order === 0 ? both : both.toReversed(),
      });
      expect(history['learningRate']).toEqual([1, 1, 0.5]);
    }
  });

  it('counts updates, not the batches of which they are accumulated', async () => {
    const model = oneWeight();
    const learningRate = linear({ peak: 0.8, updates: 8 });
    const optimizer = new GradientAccumulation({ optimizer: new SGD({ learningRate }), every: 2 });
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const log = learningRateLog();
    const x = column(1, 1, 1);
    const { history } = await model.fit(x, x, { epochs: 2, batchSize: 1, callbacks: [log] });
    expect(log.rates).toEqual([0, 1, 2].map((update) => learningRate(update)));
    expect(history['learningRate']).toEqual([learningRate(0), learningRate(2)]);
  });

  it('shows each parameter group, with its factor and 0 where it is frozen, also in a wrapper', async () => {
    const model = oneWeight();
    const learningRate = linear({ peak: 0.8, updates: 8 });
    const inner = new SGD({
      learningRate: 0.5,
      groups: [
        { where: { name: 'a' }, learningRate, rateFactor: 2 },
        { where: { name: 'b' }, rateFactor: 0.1 },
        { where: { name: 'c' }, frozen: true },
      ],
    });
    const optimizer = new GradientAccumulation({ optimizer: inner, every: 1 });
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const log = learningRateLog();
    const x = column(1, 1);
    const { history } = await model.fit(x, x, { epochs: 2, batchSize: 1, callbacks: [log] });
    const scheduled = [0, 1, 2, 3].map((update) => 2 * learningRate(update));
    expect(log.groupRates).toEqual([scheduled, Array(4).fill(0.05), Array(4).fill(0)]);
    expect(history).toMatchObject({
      learningRate: [0.5, 0.5],
      'learningRate/groups[0]': [scheduled[1], scheduled[3]],
      'learningRate/groups[1]': [0.05, 0.05],
      'learningRate/groups[2]': [0, 0],
    });
  });

  it('begins anew with each fit', async () => {
    const model = oneWeight();
    model.compile({ optimizer: tf.train.sgd(0.5), loss: 'meanSquaredError' });
    const log = learningRateLog();
    await model.fit(column(1), column(1), { epochs: 3, callbacks: [log] });
    expect(log.rates).toEqual([0.5, 0.5, 0.5]);
    await model.fit(column(1), column(1), { epochs: 1, callbacks: [log] });
    expect(log.rates).toEqual([0.5]);
  });

  it('refuses an optimizer that has no rate', async () => {
    const model = oneWeight();
    const optimizer = new SGD();
    Object.defineProperty(optimizer, 'learningRate', { value: undefined });
    model.compile({ optimizer, loss: 'meanSquaredError' });
    await expect(
      model.fit(column(1), column(1), { callbacks: [learningRateLog()] }),
    ).rejects.toThrow(
      'learningRateLog: the optimizer (DownhillSGD) must have a number as its learningRate, got undefined',
    );
  });
});
