import { describe, expect, it } from 'vitest';
import { cosine, warmup } from '../../src/schedules/index.ts';
import { trainingRecipe } from '../../src/theory/index.ts';

const recipe = { updates: 40, peak: 0.03, warmup: 5, weightDecay: 0.1 };

describe('trainingRecipe', () => {
  it('has the rates of a warm-up and a cosine behind it', () => {
    const rate = warmup(5, cosine({ peak: 0.03, updates: 35 }));
    for (let update = 0; update < 60; update++)
      expect(trainingRecipe(recipe, update, []).learningRate).toBeCloseTo(rate(update), 15);
  });

  it('begins at the peak with a warm-up of a single update', () => {
    const rates = [0, 1].map((update) => trainingRecipe({ ...recipe, warmup: 1 }, update, []));
    expect(rates.map(({ learningRate }) => learningRate)).toEqual([0.03, 0.03]);
  });

  it.each([
    [[64, 10], 0.1],
    [[3, 3, 1, 16], 0.1],
    [[1, 1], 0.1],
    [[10], 0],
    [[], 0],
  ])('lets weights of shape %j decay by %s', (shape, decay) => {
    expect(trainingRecipe(recipe, 7, shape).weightDecay).toBe(decay);
  });

  it.each([
    [{ updates: 0 }, 'updates must be a whole number of at least 1, got 0'],
    [{ warmup: 40 }, 'warmup must be at most updates - 1 (39), got 40'],
    [{ warmup: 0 }, 'warmup must be a whole number of at least 1, got 0'],
    [{ peak: -1 }, 'peak must be at least 0, got -1'],
    [{ weightDecay: -1 }, 'weightDecay must be at least 0, got -1'],
  ])('refuses %j', (wrong, message) => {
    expect(() => trainingRecipe({ ...recipe, ...wrong }, 0, [])).toThrow(
      `trainingRecipe: ${message}`,
    );
  });
});
