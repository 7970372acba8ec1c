import { describe, expect, it } from 'vitest';
import {
  anyNumber,
  belowOne,
  checkNumber,
  count,
  nonNegative,
  positive,
  readOptions,
  share,
} from '../../src/shared/options.ts';

describe('a range', () => {
  it.each([
    ['positive', positive, [1e-9, 1, 1e9], [0, -1]],
    ['nonNegative', nonNegative, [0, 1e9], [-1e-9]],
    ['belowOne', belowOne, [0, 0.5, 0.999999], [1, -0.1, 2]],
    ['share', share, [0, 0.5, 1], [-0.1, 1.0001]],
    ['count', count, [1, 2, 1e6], [0, 1.5, -1]],
    ['anyNumber', anyNumber, [-1e9, 0, 1.5], []],
  ])('%s holds what it says', (_, range, inside, outside) => {
    for (const value of inside) expect(checkNumber('Who', 'x', value, range)).toBe(value);
    for (const value of [...outside, NaN, Infinity, -Infinity]) {
      // Infinity is greater than 0, and still no number to count with.
      const says = range.holds(value) ? 'a finite number' : range.says;
      expect(() => checkNumber('Who', 'x', value, range)).toThrow(
        `Who: x must be ${says}, got ${value}`,
      );
    }
    for (const value of ['1', null, undefined, true, [1]]) {
      expect(() => checkNumber('Who', 'x', value, range)).toThrow('Who: x must be a number, got');
    }
  });
});

describe('readOptions', () => {
  interface Shape {
    size: number;
    bound: number;
    colour: string;
    filled: boolean;
    name: string;
    note?: string;
  }
  const upper = (who: string, name: string, value: unknown) => `${who}.${name}=${String(value)}`;
  const read = (given: unknown) =>
    readOptions<Shape>(
      'Shape',
      given,
      { size: positive, colour: ['red', 'blue'], name: upper, note: upper },
      { bound: 7, colour: 'red', filled: false, name: 'n', note: undefined },
    );

  it('fills up from the defaults and checks by rule', () => {
    expect(read({ size: 2 })).toEqual({
      size: 2,
      bound: 7,
      colour: 'red',
      filled: false,
      name: 'Shape.name=n',
    });
    expect(
      read({ size: 1, bound: -3, colour: 'blue', filled: true, name: 'x', note: 'y' }),
    ).toEqual({
      size: 1,
      bound: -3,
      colour: 'blue',
      filled: true,
      name: 'Shape.name=x',
      note: 'Shape.note=y',
    });
  });

  it('takes undefined for an option that is left out, but not null', () => {
    expect(read({ size: 1, bound: undefined }).bound).toBe(7);
    expect(() => read({ size: 1, bound: null })).toThrow('Shape: bound must be a number, got null');
  });

  it.each([
    [{}, 'Shape: size is missing'],
    [{ size: undefined }, 'Shape: size is missing'],
    [{ size: 0 }, 'Shape: size must be greater than 0, got 0'],
    [{ size: '1' }, 'Shape: size must be a number, got "1"'],
    [{ size: 1, color: 'red' }, 'Shape: unknown option "color"; did you mean "colour"?'],
    [
      { size: 1, wheels: 4 },
      'Shape: unknown option "wheels"; known: size, colour, name, note, bound, filled',
    ],
    [{ size: 1, colour: 'green' }, 'Shape: colour must be one of red, blue, got "green"'],
    [{ size: 1, filled: 1 }, 'Shape: filled must be true or false, got 1'],
    [{ size: 1, toString: 1 }, 'Shape: unknown option "toString"'],
    [null, 'Shape: options must be an object such as { size: ... }, got null'],
    [[1], 'Shape: options must be an object such as { size: ... }, got [1]'],
    [3, 'Shape: options must be an object such as { size: ... }, got 3'],
  ])('refuses %j', (given, says) => expect(() => read(given)).toThrow(says));
});
