import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linear, log } from '../../src/figures/axis.ts';
import { histogram } from '../../src/figures/histogram.ts';

const x = { ...linear('weight'), min: -1, max: 1 };
const shares = (values: readonly number[], bins = 4) =>
  histogram({ x, bins, entrants: [{ style: 'l2', values }] }).lines[0];

describe('a histogram', () => {
  it('counts each value into the bin that begins at or below it', () => {
    expect(shares([-1, -0.5, -0.4, 0, 0.5, 0.9, 0.99, 0.7])).toMatchObject({
      x: [-1, -0.5, 0, 0.5, 1],
      y: [1 / 8, 2 / 8, 1 / 8, 4 / 8, 4 / 8],
      stepped: true,
    });
  });

  it('loses nobody: the shares of all bins are one, and what lies beyond counts at the ends', () => {
    const values = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, (list) => {
        const y = (shares(list)?.y ?? []).slice(0, -1) as number[];
        expect(y.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 3);
      }),
    );
    expect(shares([-9, 9])?.y).toEqual([0.5, 0, 0, 0.5, 0.5]);
  });

  it('wants a linear axis with two ends', () => {
    const wrong = { ...log('weight'), min: 1, max: 10 };
    expect(() => histogram({ x: wrong, entrants: [{ style: 'l2', values: [1] }] })).toThrow(
      'histogram: x must be a linear axis from min to max',
    );
  });
});
