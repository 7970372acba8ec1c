import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { landscape, problem, type Problem } from '../../src/problems/index.ts';
import { random } from '../../src/shared/random.ts';
import { deviation, mean } from '../../src/shared/stats.ts';
import { gradients, measure } from './read.ts';

beforeAll(() => useBackend('cpu'));

const built = (spec: object = {}, seed = 1) =>
  problem({ name: 'noisyBowl', ...spec }, random(seed));

const gradient = async (task: Problem) => (await gradients(task))[0] as number[];
const loss = async (task: Problem) => (await measure(task))['loss'] as number;

describe('noisyBowl', () => {
  it('spaces curvatures evenly in their logarithm', async () => {
    const task = await built({ dimension: 3, condition: 100, noise: 0 });
    expect(await gradient(task)).toEqual([1, 10, 100]);
    expect(await loss(task)).toBe(111 / 2);
    task.dispose();
  });

  it('has one weight of curvature 1 in one dimension, and the curvatures of the bowl in two', async () => {
    for (const [dimension, curvatures] of [
      [1, [1]],
      [2, [1, 10]],
    ] as const) {
      const task = await built({ dimension, noise: 0 });
      expect(await gradient(task)).toEqual(curvatures);
      task.dispose();
    }
  });

  it('adds noise of mean 0 and the given deviation to each component of the gradient', async () => {
    const task = await built({ dimension: 4000, condition: 1, noise: 3, start: 2 });
    const [once, again] = [await gradient(task), await gradient(task)];
    expect(Math.abs(mean(once) - 2)).toBeLessThan(0.15);
    expect(deviation(once) / 3).toBeCloseTo(1, 1);
    // A new draw each time: the difference of two independent ones has twice the variance.
    expect(deviation(once.map((g, i) => g - (again[i] as number))) / 3).toBeCloseTo(Math.SQRT2, 1);
    task.dispose();
  });

  it.each([0.5, 0.1])(
    'leaves gradient descent at rate %f hovering at the variance rate · s² / (2 - rate)',
    async (rate) => {
      const noise = 2;
      const task = await built({ dimension: 1000, condition: 1, noise, start: 0 });
      const rule = tf.train.sgd(rate);
      const squares: number[] = [];
      const warmUp = 6 / rate;
      for (let update = 0; update < warmUp + 150; update++) {
        rule.minimize(() => task.loss(), false, [...task.variables]);
        if (update >= warmUp) squares.push((2 * (await loss(task))) / 1000);
      }
      const expected = (rate * noise ** 2) / (2 - rate);
      expect(Math.abs(mean(squares) / expected - 1)).toBeLessThan(0.03);
      task.dispose();
    },
  );

  it('measures without noise', async () => {
    const task = await built({ noise: 100, start: [3, 4], condition: 2 });
    expect(await loss(task)).toBe((9 + 2 * 16) / 2);
    expect(await loss(task)).toBe((9 + 2 * 16) / 2);
    task.dispose();
  });

  it('draws the same noise for the same seed, and other noise for another', async () => {
    const draws: number[][] = [];
    for (const seed of [5, 5, 6]) {
      const task = await built({}, seed);
      draws.push(await gradient(task), await gradient(task));
      task.dispose();
    }
    expect(draws.slice(2, 4)).toEqual(draws.slice(0, 2));
    expect(draws[4]).not.toEqual(draws[0]);
  });

  it('has a picture in two dimensions only', () => {
    expect(landscape({ name: 'noisyBowl', condition: 4 })?.height(1, 2)).toBe((1 + 4 * 4) / 2);
    expect(landscape({ name: 'noisyBowl', dimension: 3 })).toBeUndefined();
  });

  it.each([
    [{ dimension: 0 }, 'noisyBowl: dimension must be a whole number of at least 1, got 0'],
    [{ noise: -1 }, 'noisyBowl: noise must be at least 0, got -1'],
    [{ condition: 0.5 }, 'noisyBowl: condition must be at least 1, got 0.5'],
    [{ start: 'up' }, 'noisyBowl: start must be a finite number or a list of them, got "up"'],
    [
      { start: [1, 2, 3] },
      'noisyBowl: start must have one number for each of the 2 weights, got 3',
    ],
  ])('refuses %j', async (options, message) => {
    await expect(built(options)).rejects.toThrow(message);
  });
});
