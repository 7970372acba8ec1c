import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { rateFinder, type RateFinderOptions } from '../../src/callbacks/index.ts';
import { Adam, SGD } from '../../src/optimizers/index.ts';
import { constant } from '../../src/schedules/index.ts';
import { GradientAccumulation } from '../../src/wrappers/index.ts';
import { weightsOf } from '../support/small-model.ts';
import { column, oneWeight } from './one-weight.ts';

/** The sweep of a weight from 1 to 0 under the loss (x · w)², whose curvature is 2x². */
async function sweep(x: number, options: RateFinderOptions, optimizer: tf.Optimizer = new SGD()) {
  const model = oneWeight(1);
  model.compile({ optimizer, loss: 'meanSquaredError' });
  const finder = rateFinder(options);
  await model.fit(column(x), column(0), { epochs: 500, verbose: 0, callbacks: [finder] });
  return finder.sweep;
}

describe('rateFinder', () => {
  it('raises the rate by one factor and stops when the loss has climbed, as by hand', async () => {
    const options = { from: 1e-3, to: 10, updates: 41, smoothing: 0.5, stopAt: 4 };
    const rates: number[] = [];
    const losses: number[] = [];
    const smoothed: number[] = [];
    // In doubles, from the rule of the page: gradient 2w, average by hand.
    for (let [w, sum] = [1, 0]; ;) {
      const rate = 1e-3 * 10 ** (rates.length / 10);
      rates.push(rate);
      losses.push(w ** 2);
      sum = 0.5 * sum + 0.5 * w ** 2;
      smoothed.push(sum / (1 - 0.5 ** losses.length));
      if ((smoothed.at(-1) as number) > 4 * Math.min(...smoothed)) break;
      w -= rate * 2 * w;
    }
    const found = await sweep(1, options);
    expect(found.losses).toHaveLength(losses.length);
    found.rates.forEach((rate, i) => expect(rate).toBeCloseTo(rates[i] as number, 12));
    found.losses.forEach((loss, i) => {
      expect(Math.abs(loss / (losses[i] as number) - 1)).toBeLessThan(1e-4);
    });
    // Gradient descent turns from falling to climbing at 2 / curvature, here 1.
    expect(found.rates.at(-1)).toBeGreaterThan(1);
    expect(found.suggestion).toBeGreaterThan(0.01);
    expect(found.suggestion).toBeLessThan(1);
  });

  it('suggests a quarter of the rate for twice the slope', async () => {
    const wide = await sweep(1, { from: 2 ** -12, to: 16, updates: 33 });
    const steep = await sweep(2, { from: 2 ** -14, to: 4, updates: 33 });
    expect(wide.suggestion).toBeDefined();
    expect(steep.suggestion).toBe((wide.suggestion as number) / 4);
  });

  it('ends with the last update, also of accumulated gradients, where the loss does not climb', async () => {
    const options = { from: 1e-4, to: 1e-2, updates: 5 };
    const plain = await sweep(1, options);
    expect(plain.rates.map((rate) => Number(rate.toPrecision(6)))).toEqual([
      0.0001, 0.000316228, 0.001, 0.00316228, 0.01,
    ]);
    const optimizer = new GradientAccumulation({ optimizer: new SGD(), every: 2 });
    const pieces = await sweep(1, options, optimizer);
    expect(pieces.rates).toEqual(plain.rates.flatMap((rate) => [rate, rate]));
  });

  it('stops at a loss that is no number', async () => {
    const { losses } = await sweep(1, { from: 1e30, to: 1e38, updates: 9, stopAt: 1e30 });
    expect(losses.length).toBeLessThan(9);
    expect(losses.at(-1)).not.toBeLessThan(Infinity);
  });

  it('leaves model and optimizer bit for bit as they were, also when fit throws, and no tensor', async () => {
    const model = oneWeight(1);
    const learningRate = constant({ rate: 0.1 });
    const optimizer = new Adam({ learningRate });
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const [x, y] = [column(1, 2), column(0, 3)];
    await model.fit(x, y, { epochs: 3, verbose: 0 });
    const now = async () => [
      await weightsOf(model),
      await optimizer.saveState(),
      optimizer.rates[0]?.value,
    ];
    const before = await now();
    const held = tf.memory().numTensors;
    await model.fit(x, y, { epochs: 200, verbose: 0, callbacks: [rateFinder()] });
    expect(await now()).toEqual(before);
    const breaking = new tf.CustomCallback(
      { onEpochEnd: (epoch) => (epoch === 3 ? Promise.reject(new Error('broken')) : undefined) },
      'auto',
    );
    const fit = model.fit(x, y, { epochs: 9, verbose: 0, callbacks: [rateFinder(), breaking] });
    await expect(fit).rejects.toThrow('broken');
    expect(await now()).toEqual(before);
    await model.fit(x, y, { epochs: 1, verbose: 0 });
    expect(tf.memory().numTensors).toBe(held);
  });

  it('says how long a fit must be that was too short, and leaves all as it was', async () => {
    const model = oneWeight(1);
    const optimizer = new SGD({ learningRate: 0.5 });
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const finder = rateFinder({ from: 1e-4, to: 1e-2, updates: 20 });
    const fit = (epochs: number) =>
      model.fit(column(1, 1, 1), column(0, 0, 0), {
        epochs,
        batchSize: 1,
        verbose: 0,
        callbacks: [finder],
      });
    await expect(fit(2)).rejects.toThrow(
      'rateFinder: fit must go on for 20 updates, or until the loss has climbed, got 6; give it 7 epochs',
    );
    expect([await weightsOf(model), optimizer.learningRate, optimizer.iterations]).toEqual([
      [[1]],
      0.5,
      0,
    ]);
    await fit(7);
    expect(finder.sweep.rates).toHaveLength(20);
  });

  it('refuses an optimizer of tfjs, whose state cannot be put back', async () => {
    await expect(sweep(1, {}, tf.train.adam(1))).rejects.toThrow(
      'rateFinder: optimizer must be an optimizer of this library such as new Adam(), got Adam',
    );
  });

  it.each([
    [{ from: 0 }, 'from must be greater than 0, got 0'],
    [{ from: 1, to: 1 }, 'to must be greater than from (1), got 1'],
    [{ updates: 1 }, 'updates must be a whole number of at least 2, got 1'],
    [{ smoothing: 1 }, 'smoothing must be at least 0 and below 1, got 1'],
    [{ stopAt: 1 }, 'stopAt must be greater than 1, got 1'],
  ])('refuses %j', (options, message) => {
    expect(() => rateFinder(options)).toThrow(`rateFinder: ${message}`);
  });
});
