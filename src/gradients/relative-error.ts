/**
 * |a - b| / max(floor, |a| + |b|): 0 for equal numbers, at most 1, and symmetric. Numbers that are small beside `floor`
 * are compared absolutely, so that two zeros with rounding errors agree.
 * @param floor default 1e-8
 * @see Stanford CS231n, assignment 1, `rel_error`
 */
export function relativeError(a: number, b: number, floor = 1e-8): number {
  return Math.abs(a - b) / Math.max(floor, Math.abs(a) + Math.abs(b));
}
