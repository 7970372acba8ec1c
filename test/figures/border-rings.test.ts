import { expect, it } from 'vitest';
import { borderRings } from '../../src/figures/border-rings.ts';

it('runs where a plane of values is 0, between the middles of cells', () => {
  const values = Array.from({ length: 25 }, (_, i) => (i % 5) - 1.5);
  const [ring = [], ...others] = borderRings(values, 5, 5);
  expect(others).toEqual([]);
  // The middles of columns 1 and 2 stand at 1.5 and 2.5.
  expect(new Set(ring.filter(([, y]) => y > 0.5 && y < 4.5).map(([x]) => x))).toEqual(
    new Set([2, 5]),
  );
});

it('is nothing where no value is above 0', () => {
  expect(borderRings([-1, -2, -1, -3], 2, 2)).toEqual([]);
});
