import { describe, expect, it } from 'vitest';
import { claim } from '../../src/course/claim.ts';

describe('claim', () => {
  it('puts the value where {} stands, and a percentage where {%} stands', () => {
    expect(claim('it grows {} times', 12.3456, { above: 1 }).text).toBe('it grows 12.3 times');
    expect(claim('it grows by {%}', 0.256, { above: 0 }).text).toBe('it grows by 25.6 %');
  });

  it.each([
    [5, { above: 4 }, true],
    [5, { above: 5 }, false],
    [5, { below: 5 }, false],
    [5, { below: 6 }, true],
    [5, { above: 4, below: 6 }, true],
    [3, { above: 4, below: 6 }, false],
    [7, { above: 4, below: 6 }, false],
    [-1, { below: 0 }, true],
    [NaN, { above: -1e300, below: 1e300 }, false],
    [NaN, { above: 0 }, false],
  ])('of %d within %j holds: %s', (value, bound, holds) => {
    expect(claim('{}', value, bound).holds).toBe(holds);
  });

  it('keeps its bound, and its value to seven digits', () => {
    const bound = { above: 0, below: 1 };
    expect(claim('{}', 0.123456789, bound)).toMatchObject({ bound, value: 0.1234568 });
  });

  it('refuses a text without a place for the value, and a bound without a side', () => {
    expect(() => claim('many', 1, { above: 0 })).toThrow(
      'claim: text must hold {} or {%} where its value stands, got "many"',
    );
    expect(() => claim('{} many', 1, {})).toThrow(
      'claim: bound must have above or below, got none for "{} many"',
    );
  });
});
