import { expect, it } from 'vitest';
import { measureSeed } from '../../src/studies/index.ts';

const walk = async (options: object) =>
  (await measureSeed({ study: 'minimizerWalk', ...options }, 1)) as Record<
    'update' | 'x' | 'y' | 'loss' | 'distance' | 'evaluations' | 'updates',
    number[]
  >;
const bowl = { problem: { name: 'bowl', condition: 10 }, start: [1, 1], within: 1e-3 };

it('descends as the closed form says', async () => {
  const { update, x, y, updates, evaluations } = await walk({
    ...bowl,
    minimizer: { name: 'sgd', learningRate: 0.15 },
  });
  expect(updates).toEqual([Math.ceil(Math.log(1e-3) / Math.log(0.85))]);
  for (const [i, t] of update.entries()) {
    expect(x[i]).toBeCloseTo(0.85 ** t, 6);
    expect(y[i]).toBeCloseTo((-0.5) ** t, 6);
  }
  expect(evaluations.at(-1)).toBe((updates[0] as number) + 1);
});

it('jumps to the bottom of a bowl, and counts two gradients for each weight', async () => {
  const { updates, evaluations, distance } = await walk({ ...bowl, minimizer: { name: 'newton' } });
  expect(updates).toEqual([1]);
  expect(distance.at(-1)).toBeLessThan(1e-9);
  expect(evaluations).toEqual([1, 6]);
});

it('keeps the memory of L-BFGS on the way', async () => {
  const { updates, evaluations } = await walk({ minimizer: { name: 'lbfgs' } });
  expect(updates[0]).toBeLessThan(50);
  expect(evaluations.at(-1)).toBeGreaterThan(updates[0] as number);
});

it('ends at a saddle, which is not near enough to count', async () => {
  const { updates, distance } = await walk({
    problem: { name: 'saddle' },
    start: [1, 0.3],
    minimizer: { name: 'newton' },
  });
  expect(updates).toEqual([NaN]);
  expect(distance.at(-1)).toBeCloseTo(1, 6);
});

it('keeps some of many places, the first and the last among them', async () => {
  const { update, updates } = await walk({
    minimizer: { name: 'sgd', learningRate: 1e-3 },
    updates: 1000,
  });
  expect(updates).toEqual([NaN]);
  expect([update[0], update.at(-1)]).toEqual([0, 1000]);
  expect(update.length).toBeLessThan(160);
});

it('asks for a landscape, and for a minimizer that it knows', async () => {
  await expect(walk({ problem: { name: 'digits' } })).rejects.toThrow(
    'minimizerWalk: the problem must have two weights',
  );
  await expect(walk({ minimizer: { name: 'newtn' } })).rejects.toThrow('newton');
});
