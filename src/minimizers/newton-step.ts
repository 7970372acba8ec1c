type List = readonly number[] | Float64Array;

/**
 * Newton's step: from here to where the parabola with this slope and these curvatures is level, which is its bottom only
 * where it curves up in every direction.
 * @param gradient the slopes here
 * @param hessian the second derivatives here, row by row
 * @param damping added to the curvature in every direction: more shortens the step and turns it towards -gradient
 * @param solve gives the x with matrix · x = b, in whatever form
 * @see Nocedal & Wright 2006, equation 2.15; damping: Levenberg 1944
 */
export function newtonStep<X>(
  gradient: List,
  hessian: readonly List[],
  damping: number,
  solve: (matrix: readonly List[], b: List) => X,
): X {
  // #region exercise: add the damping to the curvature in every direction, and solve for the step that levels the slopes
  const damped = hessian.map((row, i) => row.with(i, (row[i] as number) + damping));
  const downhill = Array.from(gradient, (slope) => -slope);
  return solve(damped, downhill);
  // #endregion
}
