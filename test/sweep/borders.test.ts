import { expect, it } from 'vitest';
import { borders } from '../../src/sweep/borders.ts';
import type { Dimension } from '../../src/sweep/space.ts';

const rate: Dimension = { kind: 'log', name: 'rate', low: 0.001, high: 1 };
const decay: Dimension = { kind: 'choice', name: 'decay', values: [0, 0.1, 1] };
const two: Dimension = { kind: 'choice', name: 'two', values: [0.9, 0.99] };
const word: Dimension = { kind: 'choice', name: 'word', values: ['a', 'b', 'c'] };

it.each([
  [rate, 0.001, true],
  [rate, 1, true],
  [rate, 0.0013, true],
  [rate, 0.002, false],
  [rate, 0.5, false],
  [decay, 1, true],
  [decay, 0.1, false],
  // Nothing lies below.
  [decay, 0, false],
  [two, 0.99, false],
  [word, 'a', false],
])('of %j at %s is on the border: %s', (dimension, value, on) => {
  const all =
    dimension.kind === 'choice'
      ? dimension.values.map((one) => ({ [dimension.name]: one }))
      : [{ rate: 0.01 }];
  const found = borders([dimension], all, { [dimension.name]: value });
  expect(found).toEqual(on ? [dimension.name] : []);
});
