import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { measureSeed } from '../../src/studies/index.ts';

await useBackend('cpu');

const measure = async (options: object) =>
  (await measureSeed({ study: 'rangeTest', ...options }, 3)) as Record<string, number[]>;
const round = { name: 'bowl', condition: 1, start: [3, 4] };

describe('a range test', () => {
  it('raises the rate by the same factor from update to update', async () => {
    const { rate = [] } = await measure({ problem: round, from: 0.01, to: 1, updates: 5 });
    [0.01, Math.sqrt(1e-3), 0.1, Math.sqrt(0.1), 1].forEach((right, i) =>
      expect(rate[i]).toBeCloseTo(right, 7),
    );
  });

  it('walks a round bowl as the rates say, and takes each loss before its update', async () => {
    const { rate = [], loss = [] } = await measure({
      problem: round,
      from: 0.1,
      to: 3,
      updates: 8,
    });
    let left = 5;
    for (const [i, lr] of rate.entries()) {
      expect(loss[i]).toBeCloseTo(left ** 2 / 2, 4);
      left *= 1 - lr;
    }
  });

  it('leaves no tensors behind', async () => {
    await measure({ updates: 3 });
    const before = tf.memory().numTensors;
    await measure({ updates: 3 });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses a single update', async () => {
    await expect(measure({ updates: 1 })).rejects.toThrow('rangeTest: updates');
  });
});
