import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cubicMinimum } from '../../src/minimizers/cubic-minimum.ts';

const place = fc.double({ min: -2, max: 2, noNaN: true });

/** a · (t − lowest)² · (t − lowest + 3 · gap) has its minimum at `lowest` and its maximum 2 · gap before it. */
const cubic = (lowest: number, gap: number) => (t: number) => {
  const u = t - lowest;
  return { t, value: u * u * (u + 3 * gap), slope: 3 * u * u + 6 * gap * u };
};

describe('cubicMinimum', () => {
  it('finds the minimum of every cubic from any two of its points, in either order', () => {
    const cubics = fc.property(place, place, place, (lowest, one, other) => {
      fc.pre(Math.abs(one - other) > 0.1);
      const at = cubic(lowest, 1);
      for (const [a, b] of [
        [one, other],
        [other, one],
      ] as const) {
        expect(cubicMinimum(at(a), at(b), -10, 10)).toBeCloseTo(lowest, 6);
      }
    });
    fc.assert(cubics, { seed: 1 });
  });

  it('finds that of a parabola, whose third derivative is 0', () => {
    const at = (t: number) => ({ t, value: (t - 0.3) ** 2, slope: 2 * (t - 0.3) });
    expect(cubicMinimum(at(0), at(1))).toBeCloseTo(0.3, 12);
  });

  it('stays between the points, or the bounds that it is given', () => {
    const at = cubic(3, 5);
    expect(cubicMinimum(at(0), at(1))).toBe(1);
    expect(cubicMinimum(at(0), at(1), 1.5, 2)).toBe(2);
    expect(cubicMinimum(at(4), at(5))).toBe(4);
  });

  it('takes the middle where there is no minimum, or no number', () => {
    const rising = (t: number) => ({ t, value: t ** 3 + t, slope: 3 * t * t + 1 });
    expect(cubicMinimum(rising(-1), rising(1))).toBe(0);
    const point = { t: 0, value: 0, slope: -1 };
    expect(cubicMinimum(point, { t: 4, value: Infinity, slope: 1 })).toBe(2);
    expect(cubicMinimum(point, { t: 4, value: 1, slope: NaN })).toBe(2);
  });
});
