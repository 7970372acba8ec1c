import { expect, it } from 'vitest';
import { difference, type Path } from '../../src/verify/index.ts';

const variables = [{ shape: [] }, { shape: [2, 3] }];
const path = (scalars: number[], last = 6): Path =>
  scalars.map((scalar) => [[scalar], [1, 2, 3, 4, 5, last]]);

it('is 0 between equal paths', () => {
  expect(difference(path([1, 2]), path([1, 2]), variables, 0)).toEqual({ maxError: 0 });
});

it('is measured against the largest value the weight has had by then', () => {
  const { maxError } = difference(path([10, -4, 0.5]), path([10, -4, 0]), variables, 1);
  expect(maxError).toBeCloseTo(0.05, 12);
  expect(difference(path([0, 1, 10]), path([0, 2, 10]), variables, 1).maxError).toBe(0.5);
});

it('names the first mismatch by update, variable and place', () => {
  const { first } = difference(path([1, 1], 6.6), path([1, 1], 6), variables, 0.01);
  expect(first).toMatchObject({ update: 0, variable: 1, index: [1, 2], expected: 6, got: 6.6 });
  expect(first?.error).toBeCloseTo(0.1, 12);
  expect(difference(path([1, 3]), path([1, 2]), variables, 0).first).toEqual({
    update: 1,
    variable: 0,
    index: [],
    expected: 2,
    got: 3,
    error: 0.5,
  });
});

it('reports nothing that is allowed', () => {
  expect(difference(path([1, 3]), path([1, 2]), variables, 0.5).first).toBeUndefined();
});

it.each([
  ['that is not a number', path([1, NaN])],
  ['that runs off', path([1, Infinity])],
  ['that ends early', path([1])],
  ['that goes on', path([1, 2, 3])],
])('is infinite for a path %s', (_, other) => {
  expect(difference(other, path([1, 2]), variables, 1e9).maxError).toBe(Infinity);
});

it('is infinite where the reference itself is no number', () => {
  expect(difference(path([1, 2]), path([1, NaN]), variables, 1).maxError).toBe(Infinity);
});

it('is relative to 0 for a weight that should never have moved', () => {
  expect(difference(path([0, 1e-30]), path([0, 0]), variables, 1).maxError).toBe(Infinity);
});
