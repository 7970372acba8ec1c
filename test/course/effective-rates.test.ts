import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { effectiveRates, rateEllipses } from '../../src/course/effective-rates.ts';
import { run } from '../../src/training/run.ts';

await useBackend('cpu');

const walk = (optimizer: { name: string; learningRate: number }) =>
  run({
    problem: { name: 'bowl', condition: 9, start: [2, 1] },
    optimizer,
    updates: 5,
    every: 1,
    path: true,
  });

describe('the effective rates of a path', () => {
  it('are the learning rate itself for plain descent, in both directions', async () => {
    const rates = effectiveRates(await walk({ name: 'sgd', learningRate: 0.05 }));
    expect(rates).toHaveLength(5);
    rates.flat().forEach((rate) => expect(rate).toBeCloseTo(0.05, 4));
  });

  it('are the rate over the size of the slope for a rule that divides by it', async () => {
    const [[along, across] = []] = effectiveRates(
      await walk({ name: 'adagrad', learningRate: 0.1 }),
    );
    expect(along).toBeCloseTo(0.1 / 2, 5);
    expect(across).toBeCloseTo(0.1 / 9, 5);
  });

  it('are drawn as circles of one size for plain descent, and as wide as they differ for others', async () => {
    const size = (points: readonly (readonly [number, number])[], axis: 0 | 1) =>
      Math.max(...points.map((point) => point[axis])) -
      Math.min(...points.map((point) => point[axis]));
    const [round = []] = rateEllipses(await walk({ name: 'sgd', learningRate: 0.05 }), [2]);
    expect(size(round, 0)).toBeCloseTo(1, 3);
    expect(size(round, 1)).toBeCloseTo(1, 3);
    const [wide = []] = rateEllipses(await walk({ name: 'adagrad', learningRate: 0.1 }), [0]);
    expect(size(wide, 0) / size(wide, 1)).toBeCloseTo(9 / 2, 2);
  });
});
