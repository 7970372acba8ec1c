import { describe, expect, it } from 'vitest';
import { numberText, powerText, tickText } from '../../src/figures/number-text.ts';

describe('numberText', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [1, '1'],
    [0.1, '0.1'],
    [0.0042, '0.0042'],
    [0.12345, '0.123'],
    [-2.5, '−2.5'],
    [12.344, '12.3'],
    [999.7, '1,000'],
    [12345.6, '12,346'],
    [1e6, '10⁶'],
    [2.5e6, '2.5 × 10⁶'],
    [1e-9, '10⁻⁹'],
    [4.2e-5, '4.2 × 10⁻⁵'],
    [-1.2345e-30, '−1.23 × 10⁻³⁰'],
    [9.9996e-5, '0.0001'],
    [NaN, 'not a number'],
    [Infinity, '∞'],
    [-Infinity, '−∞'],
  ])('writes %s as %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });

  it('keeps as many digits as asked for', () => {
    expect(numberText(0.12345, 5)).toBe('0.12345');
    expect(numberText(1.2345e-7, 2)).toBe('1.2 × 10⁻⁷');
  });
});

describe('powerText', () => {
  it('raises every sign of the exponent', () => {
    expect([-12, -3, 0, 5, 10].map(powerText)).toEqual(['10⁻¹²', '10⁻³', '10⁰', '10⁵', '10¹⁰']);
  });
});

describe('tickText', () => {
  it('gives all numbers of an axis the same decimals', () => {
    expect([0, 0.5, 1, 1.5].map((value) => tickText(value, 0.5))).toEqual([
      '0',
      '0.5',
      '1.0',
      '1.5',
    ]);
    expect([0.25, 0.5].map((value) => tickText(value, 0.25))).toEqual(['0.25', '0.50']);
    expect([2.5, 5].map((value) => tickText(value, 2.5))).toEqual(['2.5', '5.0']);
    expect([-1000, 2000].map((value) => tickText(value, 1000))).toEqual(['−1,000', '2,000']);
  });

  it('turns to powers of ten where decimals would not fit', () => {
    expect(tickText(2e-5, 1e-5)).toBe('2 × 10⁻⁵');
    expect(tickText(3e7, 1e7)).toBe('3 × 10⁷');
  });
});
