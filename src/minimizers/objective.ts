/** A place that was looked at: where, how high, and the slope there. */
export interface Point {
  readonly x: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

/** The numbers that a function is computed in. */
export interface Precision {
  /** Distance from 1 to the next number. */
  readonly epsilon: number;
  /** The nearest such number. */
  readonly round: (value: number) => number;
}

/** What JavaScript computes in. */
export const doubles: Precision = { epsilon: 2 ** -52, round: (value) => value };
/** What tfjs computes in. */
export const floats: Precision = { epsilon: 2 ** -23, round: Math.fround };

/** The function that a minimizer walks down on; every look costs one evaluation of value and gradient. */
export interface Objective {
  readonly precision: Precision;
  readonly look: (x: Float64Array) => Promise<Point>;
}

/** What is not finite at a point, in words that follow "the"; undefined where all is well. */
export function faultOf({ value, gradient }: Point): string | undefined {
  if (!Number.isFinite(value)) return `loss is ${value}`;
  const index = gradient.findIndex((slope) => !Number.isFinite(slope));
  if (index < 0) return undefined;
  return `gradient is ${gradient[index]} in element ${index} of ${gradient.length}`;
}
