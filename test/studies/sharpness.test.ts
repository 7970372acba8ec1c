import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { measureSeed } from '../../src/studies/index.ts';

await useBackend('cpu');

const measure = async (options: object) =>
  (await measureSeed({ study: 'sharpness', ...options }, 3)) as Record<string, number[]>;

describe('the sharpness of a training', () => {
  it('is the condition number of a bowl, wherever its axes point', async () => {
    for (const rotation of [0, 25, 80]) {
      const { sharpness = [] } = await measure({
        problem: { name: 'bowl', condition: 30, start: [2, 1], rotation },
        optimizer: { name: 'sgd', learningRate: 0.01 },
        updates: 20,
        every: 10,
      });
      expect(sharpness).toHaveLength(3);
      sharpness.forEach((one) => expect(one).toBeCloseTo(30, 1));
    }
  });

  it('follows the weights, as second derivatives by hand do', async () => {
    const rate = 2e-4;
    const { update, sharpness = [] } = await measure({
      problem: { name: 'rosenbrock', steepness: 100, start: [-1.2, 1] },
      optimizer: { name: 'sgd', learningRate: rate },
      updates: 40,
      every: 10,
    });
    expect(update).toEqual([0, 10, 20, 30, 40]);
    let [x, y] = [-1.2, 1];
    for (let done = 0; done <= 40; done++) {
      const [xx, xy, yy] = [1200 * x ** 2 - 400 * y + 2, -400 * x, 200];
      const largest = (xx + yy) / 2 + Math.hypot((xx - yy) / 2, xy);
      if (done % 10 === 0) expect((sharpness[done / 10] as number) / largest).toBeCloseTo(1, 2);
      const off = y - x ** 2;
      [x, y] = [x - rate * (2 * (x - 1) - 400 * x * off), y - rate * 200 * off];
    }
  });

  it('measures the ground without moving the training or drawing its batches', async () => {
    const watched = {
      problem: { name: 'digits', batch: 20 },
      ground: { batch: 'all', train: 50 },
    };
    const often = await measure({ ...watched, updates: 6, every: 1, turns: 20 });
    const seldom = await measure({ ...watched, updates: 6, every: 6, turns: 20 });
    expect(
      (often['sharpness']?.at(-1) as number) / (seldom['sharpness']?.at(-1) as number),
    ).toBeCloseTo(1, 1);
  });

  it('refuses a ground that is no list of options', async () => {
    await expect(measure({ ground: 'all' })).rejects.toThrow('sharpness: ground');
  });

  it('leaves no tensors behind', async () => {
    const small = {
      problem: { name: 'digits', batch: 'all', train: 20 },
      updates: 2,
      every: 1,
    };
    await measure(small);
    const before = tf.memory().numTensors;
    await measure(small);
    expect(tf.memory().numTensors).toBe(before);
  });
});
