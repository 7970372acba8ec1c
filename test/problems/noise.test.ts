import type * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/use-backend.ts';
import { Adam, AdamW } from '../../src/optimizers/index.ts';
import { problem } from '../../src/problems/index.ts';
import { l2 } from '../../src/regularizers/index.ts';
import { random } from '../../src/shared/random.ts';
import { deviation, mean } from '../../src/shared/stats.ts';
import { gradients, measure } from './read.ts';

beforeAll(() => useBackend('cpu'));

describe('noise', () => {
  it('starts every weight at 1, on a plain of height 0', async () => {
    const task = await problem({ name: 'noise', copies: 8 }, random(1));
    expect(task.variables.map(({ shape }) => shape)).toEqual([[8], [8]]);
    expect(await measure(task)).toEqual({ loss: 0, meanLoud: 1, meanQuiet: 1 });
    task.dispose();
  });

  it('has gradients of mean 0, loud and quiet as asked', async () => {
    const task = await problem({ name: 'noise', copies: 4000, loud: 5, quiet: 0.5 }, random(1));
    const [loud, quiet] = (await gradients(task)) as [number[], number[]];
    for (const values of [loud.map((g) => g / 5), quiet.map((g) => g / 0.5)]) {
      expect(Math.abs(mean(values))).toBeLessThan(0.05);
      expect(Math.abs(deviation(values) - 1)).toBeLessThan(0.05);
    }
    task.dispose();
  });

  it('shows what it is for: AdamW decays both groups alike, L2 in Adam only the quiet one', async () => {
    const [learningRate, weightDecay, updates] = [0.01, 0.4, 500];
    const after = async (rule: tf.Optimizer, penalty?: (w: tf.Tensor) => tf.Scalar) => {
      const task = await problem({ name: 'noise', copies: 100 }, random(2));
      const loss = () =>
        task.variables.reduce<tf.Scalar>(
          (sum, w) => (penalty ? sum.add(penalty(w)) : sum),
          task.loss(),
        );
      for (let i = 0; i < updates; i++) rule.minimize(loss, false, [...task.variables]);
      const means = await measure(task);
      task.dispose();
      rule.dispose();
      return means;
    };
    const decoupled = await after(new AdamW({ learningRate, weightDecay }));
    const coupled = await after(new Adam({ learningRate }), l2({ l2: weightDecay / 2 }));
    const theory = (1 - learningRate * weightDecay) ** updates;
    expect(Math.abs((decoupled['meanLoud'] as number) - theory)).toBeLessThan(0.06);
    expect(Math.abs((decoupled['meanQuiet'] as number) - theory)).toBeLessThan(0.06);
    expect(coupled['meanLoud']).toBeGreaterThan(0.7);
    expect(Math.abs(coupled['meanQuiet'] as number)).toBeLessThan(0.05);
  });

  it.each([
    [{ copies: 1.5 }, 'noise: copies must be a whole number of at least 1, got 1.5'],
    [{ loud: -1 }, 'noise: loud must be at least 0, got -1'],
    [{ quite: 1 }, 'noise: unknown option "quite"; did you mean "quiet"?'],
  ])('refuses %j', async (options, message) => {
    await expect(problem({ name: 'noise', ...options }, random(1))).rejects.toThrow(message);
  });
});
