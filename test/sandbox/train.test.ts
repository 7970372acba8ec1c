import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/sandbox/compile.ts';
import type { Ending } from '../../src/sandbox/ending.ts';
import { LearnerProcess } from '../../src/sandbox/learner-process.ts';
import type { Experiment } from '../../src/training/experiment.ts';
import type { SeedResult } from '../../src/training/run.ts';

/** One weight in a bowl of curvature 1: each update multiplies it by 1 - rate. */
const experiment: Experiment = {
  problem: { name: 'bowl', condition: 1, start: [1, 0] },
  optimizer: { name: 'theirs', learningRate: 0.5 },
  updates: 4,
  path: true,
};

async function trained(
  name: string,
  { seeds = [1], timeout = 4 } = {},
): Promise<(SeedResult | Ending)[]> {
  const file = fileURLToPath(new URL(`./train/${name}.ts`, import.meta.url));
  const learner = LearnerProcess.start({ timeout });
  try {
    const offer = await learner.load(await compile(file));
    if ('how' in offer) throw new Error(offer.message);
    const results: (SeedResult | Ending)[] = [];
    for (const seed of seeds) results.push(await learner.train(experiment, seed));
    return results;
  } finally {
    learner.stop();
  }
}

describe('training in a learner’s process', () => {
  it('walks the path that the closed form gives, seed after seed', async () => {
    const results = (await trained('honest', { seeds: [1, 2] })) as SeedResult[];
    expect(results).toHaveLength(2);
    for (const { path, series, divergedAt, final } of results) {
      expect(path).toEqual([0, 1, 2, 3, 4].map((t) => [0.5 ** t, 0]));
      expect(series.update).toEqual([0, 1, 2, 3, 4]);
      expect(series.learningRate).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
      expect(divergedAt).toBeNull();
      expect(final['loss']).toBeCloseTo(0.5 * 0.25 ** 4, 7);
    }
  });

  it('says that a class which makes NaN has diverged', async () => {
    const [result] = await trained('not-a-number');
    expect(result).toMatchObject({ divergedAt: 1, final: { updates: null, loss: null } });
  });

  it('ends a class that never ends', async () => {
    const [result] = (await trained('never-ends', { timeout: 2 })) as Ending[];
    expect(result).toMatchObject({ how: 'timeout', exitCode: 4 });
    expect(result?.message).toMatch(/2 s were over while it trained/);
  });

  it.each([
    ['a class that throws', 'throws', 'threw', 1, /^threw while it trained: RangeError: on line 3/],
    [
      'a class without methods',
      'offers-nothing',
      'threw',
      1,
      /neither minimize nor applyGradients/,
    ],
  ])('ends %s', async (_, name, how, exitCode, says) => {
    const [result] = (await trained(name)) as Ending[];
    expect(result).toMatchObject({ how, exitCode });
    expect(result?.message).toMatch(says);
  });

  it('names the line of what was thrown', async () => {
    const [result] = await trained('throws');
    expect(result).toMatchObject({ stack: expect.stringContaining('throws.ts:3:11') as string });
  });
});
