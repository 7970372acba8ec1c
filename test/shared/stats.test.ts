import { expect, it } from 'vitest';
import { deviation, mean, median, rounded } from '../../src/shared/stats.ts';

it('takes means', () => {
  expect(mean([1, 2, 6])).toBe(3);
  expect(mean([])).toBeNaN();
});

it('takes sample deviations', () => {
  expect(deviation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7), 12);
  expect(deviation([1, 3])).toBeCloseTo(Math.SQRT2, 12);
  expect(deviation([5])).toBe(0);
});

it('takes medians, whatever the order', () => {
  const values = [10, 9, 1];
  expect(median(values)).toBe(9);
  expect(values).toEqual([10, 9, 1]);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([-1, -20])).toBe(-10.5);
  expect(median([])).toBeNaN();
});

it('rounds to significant digits', () => {
  expect(rounded(123.456789012)).toBe(123.4568);
  expect(rounded(0.000123456, 3)).toBe(0.000123);
  expect(rounded(-98765, 2)).toBe(-99000);
  expect(rounded(0)).toBe(0);
  for (const value of [NaN, Infinity, -Infinity]) expect(rounded(value)).toBe(value);
});
