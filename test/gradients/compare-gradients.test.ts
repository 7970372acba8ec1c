import { describe, expect, it } from 'vitest';
import { compareGradients } from '../../src/gradients/index.ts';

describe('compareGradients', () => {
  it('reports where the largest relative error is, as plain data', () => {
    const outcome = compareGradients([100, 2, 3], [100.1, 1, 3]);
    expect(outcome).toEqual({
      maxError: 1 / 3,
      allowed: 1e-7,
      agrees: false,
      worst: { index: 1, analytic: 2, numeric: 1 },
      checked: 3,
    });
    expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome);
  });

  it('agrees up to and with what is allowed', () => {
    expect(compareGradients([3], [1], { allowed: 0.5 }).agrees).toBe(true);
    expect(compareGradients([3], [1], { allowed: 0.49 }).agrees).toBe(false);
  });

  it('does not take rounding noise on a zero for an error', () => {
    expect(compareGradients([0, 1], [1e-12, 1]).agrees).toBe(true);
    expect(compareGradients([0, 1], [1e-12, 1], { floor: 1e-8 }).agrees).toBe(false);
  });

  it('takes a component that is not a number for the worst', () => {
    for (const wrong of [Number.NaN, Infinity]) {
      const { maxError, agrees, worst } = compareGradients([1, wrong, 5], [1, 2, 3]);
      expect([maxError, agrees, worst.index]).toEqual([Infinity, false, 1]);
    }
  });

  it('refuses gradients that do not belong together', () => {
    const message = 'must have the same number of components, at least 1, got';
    expect(() => compareGradients([1, 2], [1])).toThrow(`${message} 2 and 1`);
    expect(() => compareGradients([], [])).toThrow(`${message} 0 and 0`);
  });
});
