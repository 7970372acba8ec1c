import * as tf from '@tensorflow/tfjs';
import { FlatWeights } from '../minimizers/flat-weights.ts';
import { randomSearch } from '../minimizers/random-search.ts';
import { problem, type ProblemSpec } from '../problems/index.ts';
import { count, positive } from '../shared/options.ts';
import type { Random } from '../shared/random.ts';
import { problemSpec } from './specs.ts';
import type { StudyKind } from './study.ts';

export interface BlindSearchOptions {
  /** What is searched; its loss must have no noise. */
  readonly problem: ProblemSpec;
  /** `local`: random steps from the best place so far; `anywhere`: normal weights, drawn anew each time. */
  readonly way: 'local' | 'anywhere';
  /** Standard deviation of a step, or of the weights that are drawn. */
  readonly size: number;
  /** How often the loss is asked for. */
  readonly evaluations: number;
}

/**
 * Looks for low loss without a slope: asks for the loss of one place after the other.
 * Gives `evaluation`, from 1, evenly spaced in its logarithm, and the lowest `loss` until then.
 */
export const blindSearch: StudyKind<BlindSearchOptions> = {
  about: 'the loss that is found by asking for heights alone',
  cost: 5000,
  defaults: {
    problem: { name: 'digits', batch: 'all' },
    way: 'local',
    size: 0.1,
    evaluations: 1000,
  },
  ranges: {
    problem: problemSpec,
    way: ['local', 'anywhere'],
    size: positive,
    evaluations: count,
  },
  async measure({ problem: spec, way, size, evaluations }, random) {
    const task = await problem(spec, random);
    try {
      const { weights, start } = await FlatWeights.of(
        'blindSearch',
        () => task.loss(),
        task.variables,
      );
      const lowest: number[] = [];
      const height = (w: readonly number[]) => {
        weights.assign(new Float64Array(w));
        const [loss = NaN] = tf.tidy(() => task.loss().dataSync());
        lowest.push(Math.min(loss, lowest.at(-1) ?? Infinity));
        return loss;
      };
      ways[way](height, [...start.x], size, evaluations, random.fork(4));
      const evaluation = spaced(evaluations);
      return { evaluation, loss: evaluation.map((one) => lowest[one - 1] as number) };
    } finally {
      task.dispose();
    }
  },
};

type Way = (
  height: (w: readonly number[]) => number,
  start: readonly number[],
  size: number,
  evaluations: number,
  random: Random,
) => void;

const ways: Readonly<Record<BlindSearchOptions['way'], Way>> = {
  local: (height, start, size, evaluations, random) => {
    const normals = (length: number) => random.normals(length);
    randomSearch(height, start, { steps: evaluations - 1, size, normals });
  },
  anywhere: (height, start, size, evaluations, random) => {
    for (let i = 0; i < evaluations; i++) {
      height(Array.from(random.normals(start.length), (xi) => size * xi));
    }
  },
};

/** Whole numbers from 1 to `last`, twenty to a factor of ten. */
function spaced(last: number): number[] {
  const steps = Math.ceil(20 * Math.log10(last));
  const all = Array.from({ length: steps }, (_, i) => Math.round(10 ** (i / 20)));
  return [...new Set([...all, last])].filter((one) => one <= last);
}
