/** A place or a way on the plane. */
export type Point = readonly [number, number];

/** The place that lies `times` of the way b from a. */
export const plus = (a: Point, b: Point, times = 1): Point => [
  a[0] + times * b[0],
  a[1] + times * b[1],
];

/** A valley along the axes, and how one walks in it. */
export interface Walk {
  readonly condition: number;
  readonly start: Point;
  readonly momentum: number;
}

const slope = ({ condition }: Walk, [x, y]: Point): Point => [x, condition * y];

/**
 * Nesterov's momentum as it was first written, in doubles: coast along the velocity, feel the slope there, correct. The
 * velocity holds the rate.
 * @returns for each rate where the weight is, and where it looks
 * @see Sutskever, Martens, Dahl & Hinton 2013, equations 3 and 4
 */
export function lookAhead(
  walk: Walk,
  rates: readonly number[],
): { readonly at: Point; readonly ahead: Point }[] {
  let at = walk.start;
  let velocity: Point = [0, 0];
  return rates.map((rate) => {
    const ahead = plus(at, velocity, walk.momentum);
    const here = at;
    velocity = plus(plus(ahead, at, -1), slope(walk, ahead), -rate);
    at = plus(at, velocity);
    return { at: here, ahead };
  });
}

/** One update from `here`, where the weight came from `before`: where it coasts to, and where a slope from either end puts it. */
export function corrections(walk: Walk, before: Point, here: Point, rate: number) {
  const coasted = plus(here, plus(here, before, -1), walk.momentum);
  const corrected = (from: Point) => plus(coasted, slope(walk, from), -rate);
  return { coasted, momentum: corrected(here), nesterov: corrected(coasted) };
}
