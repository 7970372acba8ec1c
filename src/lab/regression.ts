import { Float64 } from '../rules/index.ts';
import { random } from '../shared/random.ts';
import type { Experiment } from '../training/experiment.ts';
import type { Quadratic } from './penalized-minimum.ts';
import { pull } from './pull.ts';
import { stepper, type Moved } from './stepper.ts';

/** What the target is made of; every further column is noise, of which it holds nothing. */
export const trueWeights: readonly number[] = [1.5, -1.2, 0.8, -0.5, 0.3];

/** Columns of a regression, and rows. */
export const [columnCount, rowCount] = [20, 50];

/** A regression as the bowl that it is: half its mean squared error, but for a constant. */
export interface Regression extends Quadratic {
  readonly columns: number;
}

/**
 * A linear regression of 50 rows on 20 standard normal columns, of which five make the target (with noise of standard
 * deviation 1) and fifteen have nothing to do with it.
 */
export function regression(seed: number): Regression {
  const draws = random(seed);
  const rows = Array.from({ length: rowCount }, () => [...draws.normals(columnCount)]);
  const targets = rows.map((row) =>
    trueWeights.reduce((sum, w, i) => sum + w * (row[i] as number), draws.normal()),
  );
  const mean = (product: (row: readonly number[], at: number) => number) =>
    rows.reduce((sum, row, at) => sum + product(row, at), 0) / rowCount;
  const each = Array.from({ length: columnCount }, (_, i) => i);
  return {
    columns: columnCount,
    curvature: each.map((i) =>
      each.map((j) => mean((row) => (row[i] as number) * (row[j] as number))),
    ),
    pull: each.map((i) => mean((row, at) => (row[i] as number) * (targets[at] as number))),
  };
}

/**
 * The weights of a regression after an experiment's updates from 0, with its optimizer and its penalty; undefined where they
 * diverge.
 */
export function regress(
  { curvature, pull: towards, columns }: Regression,
  experiment: Pick<Experiment, 'optimizer' | 'regularizer' | 'decoupled' | 'updates'>,
): readonly number[] | undefined {
  const penalty = pull(experiment);
  const { step } = stepper(experiment.optimizer);
  const rows = new Float64(curvature.flat(), [columns, columns]);
  const goal = new Float64(towards, [columns, 1]);
  let here: Moved = { w: Float64.zeros(columns, 1) };
  for (let update = 0; update < experiment.updates; update++) {
    const exact = rows.matMul(here.w).sub(goal);
    here = step(here, penalty?.slope(here.w, exact) ?? exact, update, penalty);
    if (!here.w.values.every((w) => Math.abs(w) < 1e10)) return undefined;
  }
  return here.w.values;
}
