import { sizeOf } from '../rules/float64.ts';
import type { StreamVariable } from './stream.ts';

/**
 * Numbers row by row. Of an optimizer `path[updates done]` holds the elements of all variables, one variable after the
 * other, and `path[0]` the start; of a function `path[i]` holds what it gave for input `i`.
 */
export type Path = readonly Float64Array[];

type Shaped = readonly Pick<StreamVariable, 'shape'>[];

/** One row of a path, from the elements of each variable. */
export function rowOf(lists: readonly ArrayLike<number>[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const one of lists) {
    all.set(one, at);
    at += one.length;
  }
  return all;
}

/** Rows of plain numbers as a path. */
export function pathFrom(rows: readonly (readonly number[])[]): Path {
  return rows.map((one) => new Float64Array(one));
}

/** The elements of each variable in a row of a path. */
export function partsOf(row: Float64Array, variables: Shaped): Float64Array[] {
  let at = 0;
  return variables.map(({ shape }) => row.subarray(at, (at += sizeOf(shape))));
}

/** How each element moves in the first update, and how it should, where it should. */
export function firstSteps(path: Path, reference: Path): [got: number, expected: number][] {
  const [start, first = []] = reference;
  return [...first].flatMap((value, i) => {
    const from = start?.[i] as number;
    return value === from ? [] : [[(path[1]?.[i] ?? NaN) - from, value - from]];
  });
}

/** Which element of which variable stands in a column of a path, and where in the variable's shape. */
export function locate(
  column: number,
  variables: Shaped,
): { readonly variable: number; readonly element: number; readonly index: readonly number[] } {
  let element = column;
  const variable = variables.findIndex(({ shape }) => {
    if (element < sizeOf(shape)) return true;
    element -= sizeOf(shape);
    return false;
  });
  return { variable, element, index: unravel(element, variables[variable]?.shape ?? []) };
}

/** The position of the `i`-th element, counted along the last axis first. */
const unravel = (i: number, shape: readonly number[]) =>
  shape.map((size, axis) => Math.floor(i / sizeOf(shape.slice(axis + 1))) % size);
