/** A step along a line: how far, the value there, and the slope along the line. */
export interface LinePoint {
  readonly t: number;
  readonly value: number;
  readonly slope: number;
}

/**
 * Where the cubic through two points, with their slopes, is lowest, kept within `low` to `high`; the middle of these
 * where the cubic has no minimum or the points are not finite.
 * @param low default the nearer point
 * @param high default the farther point
 * @see Nocedal & Wright 2006, equation 3.59
 */
export function cubicMinimum(
  one: LinePoint,
  other: LinePoint,
  low = Math.min(one.t, other.t),
  high = Math.max(one.t, other.t),
): number {
  const [a, b] = one.t <= other.t ? [one, other] : [other, one];
  const d1 = a.slope + b.slope - (3 * (a.value - b.value)) / (a.t - b.t);
  const d2 = Math.sqrt(d1 * d1 - a.slope * b.slope);
  const lowest = b.t - (b.t - a.t) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2));
  return Number.isFinite(lowest) ? Math.min(Math.max(lowest, low), high) : (low + high) / 2;
}
