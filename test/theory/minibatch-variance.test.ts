import { describe, expect, it } from 'vitest';
import { minibatchVariance } from '../../src/theory/index.ts';

/** All subsets of `size` of a list. */
function subsets(list: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return list.flatMap((one, i) =>
    subsets(list.slice(i + 1), size - 1).map((rest) => [one, ...rest]),
  );
}
const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
const variance = (list: readonly number[]) => mean(list.map((one) => (one - mean(list)) ** 2));

describe('minibatchVariance', () => {
  const gradients = [3, -1, 4, 1, -5, 9];

  it.each([1, 2, 3, 5, 6])('is that of the means of all batches of %s of six', (batch) => {
    const means = subsets(gradients, batch).map(mean);
    const found = minibatchVariance({ variance: variance(gradients), batch, of: 6 });
    expect(found).toBeCloseTo(variance(means), 12);
  });

  it.each([
    [{ batch: 7, of: 6 }, 'batch must be at most of (6), got 7'],
    [{ batch: 0, of: 6 }, 'batch must be a whole number of at least 1, got 0'],
    [{ batch: 1, of: 1 }, 'of must be a whole number of at least 2, got 1'],
  ])('refuses %j', (given, message) => {
    expect(() => minibatchVariance({ variance: 1, ...given })).toThrow(
      `minibatchVariance: ${message}`,
    );
  });
});
