import { solveSymmetric } from '../minimizers/solve-symmetric.ts';
import { loadDiabetes } from '../problems/diabetes-data.ts';
import { words } from '../problems/diabetes.ts';
import { UsageError } from '../shared/errors.ts';
import { lookUp } from '../shared/look-up.ts';
import { mean } from '../shared/stats.ts';
import { eigenvalues } from '../theory/eigenvalues.ts';
import type { StudyKind } from './study.ts';

export interface InputScalingOptions {
  /** Columns of the diabetes data, one weight each. */
  readonly columns: readonly string[];
  /** `equal`: every column has variance 1; `own`: each keeps the unit that it was measured in. All have mean 0. */
  readonly units: 'equal' | 'own';
}

/** Of the way from the error at the start to the lowest: the square of a thousandth, as errors grow with squared distance. */
const goal = 1e-6;
const patience = 1_000_000;

/**
 * What the units of the inputs do to gradient descent: the curvatures of a linear model's loss (half the mean squared
 * error) on the diabetes patients, and the updates that it needs in doubles, from zero at the best constant rate, until
 * the loss is within a millionth of its way to the bottom.
 * Gives `curvature`, in increasing order, and one number each: `condition` and `updates`.
 */
export const inputScaling: StudyKind<InputScalingOptions> = {
  about: 'the curvatures of a linear model on real data, with and without scaled inputs',
  cost: 2000,
  defaults: {
    columns: ['age', 'sex', 'bmi', 'bp', 's1', 's2', 's3', 's4', 's5', 's6'],
    units: 'equal',
  },
  ranges: { columns: words, units: ['equal', 'own'] },
  async measure({ columns, units }) {
    const data = await loadDiabetes();
    const places = Object.fromEntries(data.columns.map((name, i) => [name, i]));
    const inputs = columns.map((name) => {
      const place = lookUp<number>('column', name, places);
      const unit = units === 'equal' ? 1 : (data.units[place] as number);
      return data.values[place]?.map((value) => unit * value) ?? [];
    });
    const product = (a: readonly number[], b: readonly number[]) =>
      mean(a.map((value, i) => value * (b[i] as number)));
    const matrix = inputs.map((a) => Float64Array.from(inputs, (b) => product(a, b)));
    const right = Float64Array.from(inputs, (a) => product(a, data.target));
    const curvature = eigenvalues(matrix);
    const [flattest = NaN, steepest = NaN] = [curvature[0], curvature.at(-1)];
    return {
      curvature,
      condition: [steepest / flattest],
      updates: [descent(matrix, right, 2 / (flattest + steepest))],
    };
  },
};

/** Updates of gradient descent on ½ wᵀ · matrix · w - right · w, from 0. */
function descent(matrix: readonly Float64Array[], right: Float64Array, rate: number): number {
  const bottom = solveSymmetric(matrix, right, 1e-12)?.x;
  if (bottom === undefined) {
    throw new UsageError({
      who: 'inputScaling',
      rule: 'one column is made of the others, so that the loss has no single bottom',
      remedy: 'leave it out',
    });
  }
  // Descent on a quadratic moves the way that is left, whatever the bottom is.
  const left = bottom.map((w) => -w);
  const slope = new Float64Array(left.length);
  let start = NaN;
  for (let update = 0; update <= patience; update++) {
    let excess = 0;
    for (const [i, row] of matrix.entries()) {
      let sum = 0;
      for (let j = 0; j < row.length; j++) sum += (row[j] as number) * (left[j] as number);
      slope[i] = sum;
      excess += sum * (left[i] as number);
    }
    if (update === 0) start = excess;
    if (excess <= goal * start) return update;
    for (let i = 0; i < left.length; i++) {
      left[i] = (left[i] as number) - rate * (slope[i] as number);
    }
  }
  return NaN;
}
