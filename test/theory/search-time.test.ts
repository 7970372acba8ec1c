import { describe, expect, it } from 'vitest';
import { searchTime } from '../../src/theory/index.ts';

describe('searchTime', () => {
  // By the error function in Python: φ(s) = s/√(2π)·e^(−s²/8) − ½s²·(1 − Φ(½s)), then ∫ dr / (r·φ(s/r)) over ½ < r < 1.
  it.each([
    [0.6, 3.7428],
    [1, 3.5878],
    [1.5, 4.8073],
  ])('with steps of size %s is %s heights for each weight', (size, perWeight) => {
    expect(searchTime({ dimension: 1, size }) / perWeight).toBeCloseTo(1, 3);
    expect(searchTime({ dimension: 400, size })).toBeCloseTo(
      400 * searchTime({ dimension: 1, size }),
      8,
    );
  });

  it('refuses steps of no size', () => {
    expect(() => searchTime({ dimension: 3, size: 0 })).toThrow(
      'searchTime: size must be greater than 0, got 0',
    );
  });
});
