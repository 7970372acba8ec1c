import { expect, it } from 'vitest';
import { measureSeed } from '../../src/studies/index.ts';

it('walks the same way twice, and evaluates the loss twice for each of 650 weights', async () => {
  const found = (await measureSeed({ study: 'descentCost', images: 3, updates: 2 }, 1)) as Record<
    'update' | 'loss' | 'differenceLoss' | 'evaluations' | 'apart',
    number[]
  >;
  expect(found.update).toEqual([0, 1, 2]);
  expect(found.evaluations).toEqual([0, 1300, 2600]);
  expect(found.apart[0]).toBeLessThan(1e-8);
  for (const [i, loss] of found.loss.entries()) {
    expect(found.differenceLoss[i]).toBeCloseTo(loss, 6);
    if (i > 0) expect(loss).toBeLessThan(found.loss[i - 1] as number);
  }
  // Ten classes, and weights too small to prefer one.
  expect(found.loss[0]).toBeGreaterThan(1.5);
  expect(found.loss[0]).toBeLessThan(3.5);
});
