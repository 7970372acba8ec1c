import { expect, it } from 'vitest';
import { shown, UsageError } from '../../src/shared/errors.ts';

it.each([
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

it('carries the exit code of the command line', () => {
  const error = new UsageError('Adam: no');
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'UsageError', message: 'Adam: no', exitCode: 2 });
  expect(new UsageError('slow', 4).exitCode).toBe(4);
});
