import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { loadDigits } from '../../src/problems/digits-data.ts';
import { measureSeed } from '../../src/studies/index.ts';
import { runSeed } from '../../src/training/run.ts';

await useBackend('wasm');

const training = {
  problem: { name: 'digits', model: 'hidden', ink: 2 },
  optimizer: { name: 'adam', learningRate: 0.01 },
  updates: 40,
};
const measure = async (options: object = training) =>
  (await measureSeed({ study: 'mistakes', ...options }, 3)) as Record<string, number[]>;

describe('the mistakes of a network', () => {
  it('are as many as the accuracy of the same training says', async () => {
    const { image = [], testAccuracy, startLoss } = await measure();
    const { final, series } = await runSeed({ ...training, every: 40 }, 3);
    expect(image.length).toBeGreaterThan(0);
    expect(1 - image.length / 497).toBeCloseTo(final['testAccuracy'] as number, 6);
    expect(testAccuracy?.[0]).toBeCloseTo(final['testAccuracy'] as number, 6);
    expect(startLoss?.[0]).toBeCloseTo(series.loss[0] as number, 5);
  });

  it('are test images with their labels and pixels, the most certain one first', async () => {
    const { test } = await loadDigits();
    const { image = [], label, answer, chance = [], pixels = [], weights } = await measure();
    expect(label).toEqual(image.map((one) => test.labels[one]));
    expect(answer?.some((one, i) => one === label?.[i])).toBe(false);
    expect(chance).toEqual(chance.toSorted((a, b) => b - a));
    expect(Math.min(...chance)).toBeGreaterThan(0.1);
    for (const [i, one] of image.entries()) {
      expect(pixels.slice(64 * i, 64 * i + 64)).toEqual([
        ...test.pixels.subarray(64 * one, 64 * one + 64),
      ]);
    }
    expect(weights).toEqual([64 * 32 + 32 + 320 + 10]);
  });

  it('leave no tensors behind', async () => {
    await measure({ ...training, updates: 2 });
    const before = tf.memory().numTensors;
    await measure({ ...training, updates: 2 });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('are those of a network on the digits', async () => {
    await expect(measure({ ...training, problem: { name: 'bowl' } })).rejects.toThrow(
      'unknown problem "bowl"',
    );
  });
});
