import { checkNumber, count, positive } from '../shared/options.ts';

/** A random search in a round bowl. */
export interface Search {
  /** Weights, many. */
  readonly dimension: number;
  /** A step's standard deviation in each direction, times the number of weights, as a share of the distance at the start. */
  readonly size: number;
}

/**
 * The heights that a random search of fixed step size asks for in a round bowl until half of the distance is left, in the
 * limit of many weights. There a step of size s, measured in distances over weights, shortens the distance by the share
 * s·z − ½s² over the number of weights, z standard normal; it is taken where that is above 0.
 * @throws UsageError for a dimension that is no whole number, a size that is not above 0
 * @see Schumer & Steiglitz 1968, "Adaptive step size random search"
 */
export function searchTime({ dimension, size }: Search): number {
  checkNumber('searchTime', 'dimension', dimension, count);
  checkNumber('searchTime', 'size', size, positive);
  const gain = (s: number) => integral((z) => (s * z - s ** 2 / 2) * density(z), s / 2, s / 2 + 9);
  return dimension * integral((left) => 1 / (left * gain(size / left)), 1 / 2, 1);
}

const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** By the midpoints of many intervals. */
function integral(f: (x: number) => number, from: number, to: number): number {
  const parts = 300;
  const width = (to - from) / parts;
  let sum = 0;
  for (let i = 0; i < parts; i++) sum += f(from + (i + 0.5) * width);
  return sum * width;
}
