import { describe, expect, it } from 'vitest';
import { shown, UsageError } from '../../src/shared/errors.ts';

const endless: { self?: object } = {};
endless.self = endless;

it.each([
  [endless, 'an object'],
  [5n, '5'],
  ['adam', '"adam"'],
  [0.1, '0.1'],
  [NaN, 'NaN'],
  [-0.5, '-0.5'],
  [null, 'null'],
  [undefined, 'undefined'],
  [true, 'true'],
  [[1, 2], '[1,2]'],
  [{ a: 1 }, '{"a":1}'],
  [() => 1, 'a function'],
  [Math.max, 'a function (max)'],
  [Symbol('s'), 'Symbol(s)'],
])('shows %s as it reads in a sentence', (value, text) => expect(shown(value)).toBe(text));

it('cuts long things short', () => {
  const text = shown(Array(100).fill(1));
  expect(text).toHaveLength(60);
  expect(text.endsWith('...')).toBe(true);
});

describe('a UsageError', () => {
  it.each([
    [{ rule: 'no' }, 'no'],
    [{ who: 'Adam', rule: 'no' }, 'Adam: no'],
    [
      { who: 'Adam', rule: 'beta1 must be a number', got: '"x"' },
      'Adam: beta1 must be a number, got "x"',
    ],
    [
      { rule: 'it must be at least 1', got: 0, remedy: 'leave it out' },
      'it must be at least 1, got 0; leave it out',
    ],
    [{ who: 'run', rule: 'unknown lesson', command: 'list' }, 'run: unknown lesson'],
  ])('says %j in one sentence, and keeps the pieces', (fault, message) => {
    const error = new UsageError(fault);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'UsageError', message, exitCode: 2, ...fault });
  });

  it('carries the exit code of the command line', () => {
    expect(new UsageError({ rule: 'slow', exitCode: 4 }).exitCode).toBe(4);
  });
});
