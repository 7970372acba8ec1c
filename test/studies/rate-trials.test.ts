import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { cosine, warmup } from '../../src/schedules/index.ts';
import { measureSeed } from '../../src/studies/index.ts';

await useBackend('cpu');

const measure = async (options: object) =>
  (await measureSeed({ study: 'rateTrials', ...options }, 3)) as Record<string, number[]>;
const round = {
  problem: { name: 'bowl', condition: 1, start: [3, 4] },
  optimizer: { name: 'sgd' },
};

describe('the trials of a rate', () => {
  it('descend a round bowl as the schedule says, and take steps of the rate times the weights', async () => {
    const peaks = [0.01, 0.1, 0.5];
    const { peak, loss, ratio, start } = await measure({ ...round, peaks, updates: 12, warmup: 3 });
    expect(peak).toEqual(peaks);
    expect(start).toEqual([12.5]);
    for (const [i, one] of peaks.entries()) {
      const rate = warmup(3, cosine({ peak: one, updates: 9 }));
      let left = 5;
      for (let update = 0; update < 12; update++) left *= 1 - rate(update);
      expect(loss?.[i]).toBeCloseTo(left ** 2 / 2, 5);
      expect(ratio?.[i]).toBeCloseTo(one, 6);
    }
  });

  it('end before the first peak at which the training diverges', async () => {
    const { peak, loss, ratio } = await measure({
      ...round,
      peaks: [0.1, 1e9, 1e10],
      updates: 30,
      warmup: 1,
    });
    expect(peak).toEqual([0.1]);
    expect([loss, ratio].map((list) => list?.length)).toEqual([1, 1]);
  });

  it('start from the same weights, so that a peak alone comes to the same', async () => {
    const many = await measure({ peaks: [0.01, 0.03], updates: 4, warmup: 1 });
    const one = await measure({ peaks: [0.03], updates: 4, warmup: 1 });
    expect(one['loss']?.[0]).toBe(many['loss']?.[1]);
    expect(one['start']).toEqual(many['start']);
  });

  it('leave no tensors behind', async () => {
    await measure({ peaks: [0.01], updates: 2, warmup: 1 });
    const before = tf.memory().numTensors;
    await measure({ peaks: [0.01], updates: 2, warmup: 1 });
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([[[]], [[0.1, 0.1]], [[0]]])('refuse the peaks %j', async (peaks) => {
    await expect(measure({ peaks })).rejects.toThrow(
      'rateTrials: peaks must be a list of increasing numbers above 0',
    );
  });
});
