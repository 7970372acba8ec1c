import { describe, expect, it } from 'vitest';
import { rateSweep } from '../../src/theory/rate-sweep.ts';

const rates = [0.01, 0.1, 1, 10];

describe('rateSweep', () => {
  it('averages with weights that fade by the smoothing and add up to 1', () => {
    const { smoothed } = rateSweep(rates, [8, 4, 2, 16], 0.5);
    const right = [8, (4 + 8 / 2) / 1.5, (2 + 4 / 2 + 8 / 4) / 1.75, (16 + 1 + 1 + 1) / 1.875];
    right.forEach((value, i) => expect(smoothed[i]).toBeCloseTo(value, 12));
  });

  it('suggests a tenth of the rate at which the average, not a single loss, is lowest', () => {
    // The third batch is the lowest; the average goes on falling.
    const { suggestion } = rateSweep(rates, [8, 4, 2, 2.2], 0.5);
    expect(suggestion).toBe(1);
  });

  it('suggests nothing while nothing has fallen', () => {
    expect(rateSweep(rates, [2, 3, 4, 5], 0.5).suggestion).toBeUndefined();
  });
});
