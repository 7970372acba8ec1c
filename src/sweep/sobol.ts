import { checkNumber, type Range } from '../shared/options.ts';

/**
 * For each dimension but the first a primitive polynomial over the field of two elements, its coefficients as the bits of a
 * number, and the odd numbers that its directions begin with: the first rows of new-joe-kuo-6.21201.
 * @see Joe & Kuo 2008, "Constructing Sobol sequences with better two-dimensional projections", and their file of directions
 */
const directions: readonly (readonly [polynomial: number, start: readonly number[]])[] = [
  [3, [1]],
  [7, [1, 3]],
  [11, [1, 3, 1]],
  [13, [1, 1, 1]],
  [19, [1, 1, 3, 3]],
  [25, [1, 3, 5, 13]],
  [37, [1, 1, 5, 5, 17]],
  [41, [1, 1, 5, 5, 5]],
  [47, [1, 1, 7, 11, 19]],
  [55, [1, 1, 5, 1, 1]],
  [59, [1, 1, 1, 3, 11]],
  [61, [1, 3, 5, 5, 31]],
  [67, [1, 3, 3, 9, 7, 49]],
  [91, [1, 1, 1, 15, 21, 21]],
  [97, [1, 3, 1, 13, 27, 49]],
  [103, [1, 1, 1, 15, 7, 5]],
  [109, [1, 3, 1, 15, 13, 25]],
  [115, [1, 1, 5, 5, 19, 61]],
  [131, [1, 3, 7, 11, 23, 15, 103]],
  [137, [1, 3, 7, 13, 13, 15, 69]],
];

/** How many dimensions a point can have. */
export const sobolDimensions = directions.length + 1;

const bits = 32;
const index: Range = {
  says: 'a whole number from 0 to 4294967295',
  holds: (value) => Number.isInteger(value) && value >= 0 && value <= 0xffffffff,
};
const dimensions: Range = {
  says: `a whole number from 1 to ${sobolDimensions}`,
  holds: (value) => Number.isInteger(value) && value >= 1 && value <= sobolDimensions,
};

/**
 * The points of the Sobol sequence from the one called `first` on, each number in [0, 1): any 2^k that begin at a multiple
 * of 2^k have one number in each of 2^k equal parts, along every axis. Point 0 is the corner at which all numbers are 0.
 * @throws UsageError for more dimensions than there are directions for
 */
export function sobol(count: number, of: number, first = 0): number[][] {
  checkNumber('sobol', 'dimensions', of, dimensions);
  checkNumber('sobol', 'first', first, index);
  const axes = Array.from({ length: of }, (_, axis) => directionsOf(axis));
  return Array.from({ length: count }, (_, i) => axes.map((axis) => coordinate(first + i, axis)));
}

/** Antonov and Saleev's order: a number's Gray code, so that points next to each other differ in one direction. */
function coordinate(point: number, axis: readonly number[]): number {
  let code = (point ^ (point >>> 1)) >>> 0;
  let sum = 0;
  for (const direction of axis) {
    if (code & 1) sum ^= direction;
    code >>>= 1;
  }
  return (sum >>> 0) / 2 ** bits;
}

/** Direction numbers of an axis, each shifted to the upper end of 32 bits. */
function directionsOf(axis: number): number[] {
  const [polynomial, start] = directions[axis - 1] ?? [0, Array<number>(bits).fill(1)];
  const degree = start.length;
  const found: number[] = [];
  for (let i = 0; i < bits; i++) {
    if (i < degree) found.push(((start[i] as number) << (bits - 1 - i)) >>> 0);
    else {
      const back = found[i - degree] as number;
      let next = back ^ (back >>> degree);
      for (let k = 1; k < degree; k++) {
        if ((polynomial >> (degree - k)) & 1) next ^= found[i - k] as number;
      }
      found.push(next >>> 0);
    }
  }
  return found;
}
