import { expect, it } from 'vitest';
import { regularizedLoss } from '../../src/theory/index.ts';

const judged = { predictions: [1, 2], targets: [0, 4], weights: [3, -1], lambda: 0.5 };

it('is the mean squared error with the price beside it, as counted by hand', () => {
  expect(regularizedLoss(judged)).toBe((1 + 4) / 2 + 0.5 * (9 + 1));
});

it('is the mean squared error alone where λ is 0 or there are no weights', () => {
  expect(regularizedLoss({ ...judged, lambda: 0 })).toBe(2.5);
  expect(regularizedLoss({ ...judged, weights: [] })).toBe(2.5);
});

it('does not change when every example comes twice, and doubles its price when every weight does', () => {
  const { predictions, targets, weights } = judged;
  const twice = (list: readonly number[]) => [...list, ...list];
  const louder = { ...judged, predictions: twice(predictions), targets: twice(targets) };
  expect(regularizedLoss(louder)).toBe(regularizedLoss(judged));
  expect(regularizedLoss({ ...judged, weights: twice(weights) })).toBe(2.5 + 10);
});

it.each([
  [{ lambda: -1 }, 'regularizedLoss: lambda must be at least 0, got -1'],
  [{ targets: [1] }, 'there must be a target for each prediction, and at least one, got [2,1]'],
  [{ predictions: [], targets: [] }, 'there must be a target for each prediction'],
])('refuses %j', (wrong, message) => {
  expect(() => regularizedLoss({ ...judged, ...wrong })).toThrow(message);
});
