import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { loadDigits } from '../../src/problems/digits-data.ts';
import { problem } from '../../src/problems/index.ts';
import { random } from '../../src/shared/random.ts';
import { measureSeed } from '../../src/studies/index.ts';

await useBackend('cpu');

const measure = async (options: object) =>
  (await measureSeed({ study: 'gradientVariance', ...options }, 3)) as Record<string, number[]>;

/** Mean square distance of single images' gradients from their mean, and the square of that mean, by hand in doubles. */
async function byHand(): Promise<{ readonly variance: number; readonly slope: number }> {
  const { train } = await loadDigits();
  const start = await problem({ name: 'digits', batch: 1 }, random(3).fork(1));
  const [kernel, bias] = start.variables.map((variable) => [...variable.dataSync()]);
  start.dispose();
  const gradients = Array.from({ length: train.count }, (_, i) => {
    const x = train.pixels.subarray(64 * i, 64 * i + 64);
    const logits = Array.from({ length: 10 }, (_, k) =>
      x.reduce((sum, pixel, j) => sum + pixel * (kernel?.[10 * j + k] ?? NaN), bias?.[k] ?? NaN),
    );
    const all = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
    const errors = logits.map(
      (logit, k) => Math.exp(logit) / all - (k === train.labels[i] ? 1 : 0),
    );
    return [...x, 1].flatMap((pixel) => errors.map((error) => pixel * error));
  });
  const mean = gradients.reduce((sum, g) => sum.map((one, j) => one + (g[j] ?? NaN)));
  const centre = mean.map((one) => one / train.count);
  const squares = gradients.map((g) => g.reduce((sum, one, j) => sum + (one - centre[j]!) ** 2, 0));
  return {
    variance: squares.reduce((sum, one) => sum + one, 0) / train.count,
    slope: centre.reduce((sum, one) => sum + one ** 2, 0),
  };
}

describe('the variance of a minibatch gradient', () => {
  it('is that of all single images, whose gradients are written by hand', async () => {
    const { variance, slope } = await measure({ batches: [1, 4, 1000], draws: 1 });
    const right = await byHand();
    const [one = NaN, four = NaN, all = NaN] = variance ?? [];
    expect(one).toBeCloseTo(right.variance, 3);
    expect(slope?.[0]).toBeCloseTo(right.slope, 4);
    // A pass of 250 batches, and nothing is left for chance when all are asked.
    expect(four / ((right.variance / 4) * (996 / 999))).toBeCloseTo(1, 1);
    expect(all).toBeLessThan(1e-9);
  });

  it('is taken further down after some updates, where the slope is smaller', async () => {
    const start = await measure({ batches: [1000], draws: 1 });
    const later = await measure({ batches: [1000], draws: 1, after: 10 });
    expect(later['slope']?.[0]).toBeLessThan((start['slope']?.[0] ?? NaN) / 2);
  });

  it('leaves no tensors behind', async () => {
    await measure({ batches: [8], draws: 2, after: 1 });
    const before = tf.memory().numTensors;
    await measure({ batches: [8], draws: 2, after: 1 });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses a batch that is larger than there are images', async () => {
    await expect(measure({ batches: [1001] })).rejects.toThrow(
      'gradientVariance: batches must be a list of whole numbers from 1 to 1000, got [1001]',
    );
  });
});
