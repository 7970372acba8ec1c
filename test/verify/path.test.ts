import { expect, it } from 'vitest';
import { firstSteps, locate, partsOf, pathFrom, rowOf } from '../../src/verify/path.ts';

const variables = [{ shape: [] }, { shape: [2, 3] }, { shape: [0] }, { shape: [1] }];

it('puts variables one behind the other, and takes them apart again', () => {
  const parts = [[1], [2, 3, 4, 5, 6, 7], [], [8]];
  const row = rowOf(parts);
  expect(row).toEqual(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8));
  expect(partsOf(row, variables).map((part) => [...part])).toEqual(parts);
});

it('knows what stands in a column', () => {
  expect(locate(0, variables)).toEqual({ variable: 0, element: 0, index: [] });
  expect(locate(6, variables)).toEqual({ variable: 1, element: 5, index: [1, 2] });
  expect(locate(7, variables)).toEqual({ variable: 3, element: 0, index: [0] });
});

it('compares first steps with the right ones, but for elements that stay', () => {
  const reference = pathFrom([
    [1, 2, 3],
    [0.5, 2, 4],
  ]);
  expect(firstSteps(pathFrom([[1, 2, 3]]), reference)).toEqual([
    [NaN, -0.5],
    [NaN, 1],
  ]);
  expect(firstSteps(pathFrom([[], [2, 2, 5]]), reference)).toEqual([
    [1, -0.5],
    [2, 1],
  ]);
});
