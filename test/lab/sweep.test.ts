import { expect, it } from 'vitest';
import { bestRate, sweep, sweptRates } from '../../src/lab/sweep.ts';

const experiment = {
  problem: { name: 'bowl', condition: 1, start: [1, 1] },
  optimizer: { name: 'sgd' },
  updates: 20,
};

it('finds what theory says of a round bowl: the best rate is 1 over the curvature, twice that diverges', () => {
  const ends = sweep({ ...experiment, updates: 100 }, { name: 'sgd' });
  expect(bestRate(ends)).toBe(1);
  const diverging = sweptRates.filter((_, i) => ends[i] === null);
  expect(Math.min(...diverging)).toBeGreaterThan(2);
  expect(ends[sweptRates.indexOf(0.1)]).toBeCloseTo(0.9 ** 200, 12);
});

it('measures heights above the lowest point, also where that is below 0', () => {
  const wells = { ...experiment, problem: { name: 'twoWells', start: [-1, 0] }, updates: 500 };
  const [end] = sweep(wells, { name: 'sgd' }, [0.1]);
  expect(end).toBeCloseTo(0, 12);
});

it('has no best rate where all diverge', () => {
  expect(bestRate(sweep(experiment, { name: 'sgd' }, [50, 60]), [50, 60])).toBeUndefined();
});
