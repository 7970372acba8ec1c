import * as tf from '@tensorflow/tfjs';
import { UsageError } from '../shared/errors.ts';
import { must, mustList, wholeNumber } from '../shared/options.ts';
import { lookUp } from '../shared/look-up.ts';
import { batches } from './batches.ts';
import { loadDiabetes } from './diabetes-data.ts';
import type { ProblemKind } from './problem.ts';
import { atMost, countOrAll, type Size } from './train-size.ts';
import { disposeAll, variables } from './variables.ts';

export interface DiabetesOptions {
  /** Patients to learn from, drawn anew for each seed; the others are those to be judged on. At least 1, or `all`. Default all. */
  train: Size;
  /** Patients in one draw of the loss, at least 1, or `all`. Default all. */
  batch: Size;
  /** Columns by name, one weight each; a name may come twice. Default: all ten. */
  columns: readonly string[];
  /** Columns of pure noise beside them, standard normal. Default 0. */
  noiseColumns: number;
  /** Columns with variance 1, or each in the unit in which it was measured; with mean 0 either way. Default equal. */
  units: 'equal' | 'own';
  /** Where the weights start, one number for each. Default: all at 0. */
  start: readonly number[];
}

const numbers = must(
  'a list of numbers',
  (value) => Array.isArray(value) && value.every(Number.isFinite),
);

/** Names, at least one. */
export const words = mustList('a list of names', (one) => typeof one === 'string');

/**
 * Real data: how far diabetes goes within a year, predicted from ten measurements of 442 patients by a weighted sum. The
 * loss is half the mean squared error; columns and target have mean 0 and variance 1 (columns that keep their units have
 * their own), so that there is no bias and an error of 1 is that of knowing nothing. One variable of shape [columns, 1]. Measures `loss`,
 * `trainError` and, where patients are left to judge on, `testError` (mean squared errors).
 * @see diabetes.LICENSE.md: Efron, Hastie, Johnstone & Tibshirani 2004
 */
export const diabetes: ProblemKind<DiabetesOptions> = {
  about: 'how far diabetes goes in a year, from ten measurements, by linear regression',
  cost: 2,
  defaults: {
    train: 'all',
    batch: 'all',
    columns: ['age', 'sex', 'bmi', 'bp', 's1', 's2', 's3', 's4', 's5', 's6'],
    noiseColumns: 0,
    units: 'equal',
    start: [],
  },
  ranges: {
    train: countOrAll,
    batch: countOrAll,
    columns: words,
    noiseColumns: wholeNumber,
    units: ['equal', 'own'],
    start: numbers,
  },
  async build({ train, batch, columns, noiseColumns, units, start }, random) {
    const data = await loadDiabetes();
    const all = data.target.length;
    const measured = data.values.map((column, i) =>
      units === 'equal' ? column : column.map((value) => value * (data.units[i] as number)),
    );
    const named = Object.fromEntries(data.columns.map((name, i) => [name, measured[i]]));
    const real = columns.map((name) => lookUp('column', name, named) as readonly number[]);
    const noise = random.fork(2);
    const made = Array.from({ length: noiseColumns }, () => noise.normals(all));
    const order = random.fork(1).permutation(all);
    const known = order.slice(0, atMost('diabetes', 'train', train, all, 'patients'));
    const unseen = order.slice(known.length);
    const size = atMost('diabetes', 'batch', batch, known.length, 'patients to learn from');
    const next = batches(size, known.length, random.fork(3));
    const inputs = [...real, ...made];
    if (start.length > 0 && start.length !== inputs.length) {
      throw new UsageError({
        who: 'diabetes',
        rule: `start must have a number for each of the ${inputs.length} columns`,
        got: start.length,
      });
    }
    const examples = (of: readonly number[]) => ({
      x: tf.tensor2d(
        of.map((i) => inputs.map((column) => column[i] as number)),
        [of.length, inputs.length],
      ),
      y: tf.tensor2d(of.map((i) => [data.target[i] as number])),
    });
    const kept = ({ x, y }: ReturnType<typeof examples>) => ({ x: tf.keep(x), y: tf.keep(y) });
    const trainSet = kept(examples(known));
    const testSet = unseen.length > 0 ? kept(examples(unseen)) : undefined;
    const { w } = variables('diabetes', {
      w: { shape: [inputs.length, 1], values: inputs.map((_, i) => start[i] ?? 0) },
    });
    const error = ({ x, y }: typeof trainSet) => x.matMul(w).sub(y).square().mean<tf.Scalar>();
    const loss = (of: typeof trainSet) => error(of).mul<tf.Scalar>(0.5);
    const drawn = () => examples(next().map((i) => known[i] as number));
    return {
      variables: [w],
      loss: () => loss(size === known.length ? trainSet : drawn()),
      measure: () => ({
        loss: loss(trainSet),
        trainError: error(trainSet),
        ...(testSet && { testError: error(testSet) }),
      }),
      dispose: () =>
        disposeAll([w, ...[trainSet, testSet].flatMap((set) => (set ? [set.x, set.y] : []))]),
    };
  },
};
