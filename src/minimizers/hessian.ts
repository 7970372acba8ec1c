import type { Objective, Point } from './objective.ts';
import { plus, times } from './vector.ts';

/**
 * The relative error of a Hessian from differences of gradients, for a function of unit size: at this step, the cube
 * root of the precision, rounding and curvature of the gradient cost the same. 2e-5 in float32, 4e-11 in doubles.
 */
export const hessianError = (epsilon: number): number => epsilon ** (2 / 3);

/**
 * The second derivatives at a point, row by row, by centred differences of gradients: two looks for each weight, at a
 * distance of ∛ε · max(1, |w|), which is 0.005 in float32; then made symmetric by averaging with its mirror image.
 */
export async function hessianAt(
  { x }: Pick<Point, 'x'>,
  { look, precision: { epsilon, round } }: Objective,
): Promise<readonly Float64Array[]> {
  const rows: Float64Array[] = [];
  for (const [i, value] of x.entries()) {
    const step = Math.cbrt(epsilon) * Math.max(1, Math.abs(value));
    const [above, below] = [round(value + step), round(value - step)];
    const [up, down] = [await look(x.with(i, above)), await look(x.with(i, below))];
    rows.push(times(plus(up.gradient, down.gradient, -1), 1 / (above - below)));
  }
  return rows.map((row, i) =>
    row.map((value, j) => (value + ((rows[j] as Float64Array)[i] as number)) / 2),
  );
}
