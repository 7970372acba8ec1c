import { describe, expect, it } from 'vitest';
import { logSpaced, tenTo } from '../../src/shared/powers.ts';

describe('tenTo', () => {
  it.each([
    [3, 1000],
    [0, 1],
    [-1, 0.1],
    [-5, 0.00001],
    [23, 1e23],
    [-300, 1e-300],
  ])('is for %d the number that is written %d', (power, number) => {
    expect(tenTo(power)).toBe(number);
  });
});

describe('logSpaced', () => {
  it('goes from end to end by one factor', () => {
    expect(logSpaced(0.01, 100, 5)).toEqual([0.01, 0.1, 1, 10, 100]);
    expect(logSpaced(8, 1, 4)).toEqual([8, 4, 2, 1]);
  });

  it('keeps no digit that differs from one engine to the next', () => {
    for (const number of logSpaced(0.002, 0.1, 12)) {
      expect(Number(number.toPrecision(7))).toBe(number);
    }
  });
});
