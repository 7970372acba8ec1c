import * as tf from '@tensorflow/tfjs';
import { optimizerFromSpec, type OptimizerSpec } from '../optimizers/index.ts';
import { kernelsOf, problem, type Problem, type ProblemSpec } from '../problems/index.ts';
import { count, mustList, positive } from '../shared/options.ts';
import type { Random } from '../shared/random.ts';
import { trainingRecipe } from '../theory/training-recipe.ts';
import { optimizerSpec, problemSpec } from './specs.ts';
import type { StudyKind } from './study.ts';

export interface RateTrialsOptions {
  readonly problem: ProblemSpec;
  /** What trains it; its learning rate is that of the trial. */
  readonly optimizer: OptimizerSpec;
  /** The peaks that are tried, in increasing order. */
  readonly peaks: readonly number[];
  /** Updates of each trial, the warm-up included. */
  readonly updates: number;
  /** Updates that climb to the peak; a cosine to 0 follows. */
  readonly warmup: number;
}

const increasing = mustList(
  'a list of increasing numbers above 0',
  (one: unknown, i: number, all: readonly unknown[]) =>
    positive.holds(one as number) && (i === 0 || Number(all[i - 1]) < Number(one)),
);

/**
 * The same training by the default recipe with one peak after another. Gives each `peak`, the `loss` that it came to, and
 * the `ratio` at the peak: of all kernels together, the length of one step over their own. The lists end before the first
 * peak at which the training diverges. And, as a list of one entry, the loss at the `start`.
 */
export const rateTrials: StudyKind<RateTrialsOptions> = {
  about: 'what the same training comes to at one peak rate after another',
  cost: 5000,
  defaults: {
    problem: { name: 'digits', model: 'hidden' },
    optimizer: { name: 'adamw' },
    peaks: [0.003, 0.01, 0.03, 0.1, 0.3],
    updates: 60,
    warmup: 6,
  },
  ranges: {
    problem: problemSpec,
    optimizer: optimizerSpec,
    peaks: increasing,
    updates: count,
    warmup: count,
  },
  async measure(options, random) {
    const trials: Trial[] = [];
    for (const peak of options.peaks) {
      const trial = await train(options, peak, random);
      if (!Number.isFinite(trial.loss)) break;
      trials.push(trial);
    }
    return {
      peak: options.peaks.slice(0, trials.length),
      loss: trials.map(({ loss }) => loss),
      ratio: trials.map(({ ratio }) => ratio),
      start: trials.slice(0, 1).map(({ start }) => start),
    };
  },
};

type Trial = Readonly<Record<'start' | 'ratio' | 'loss', number>>;

/** Always from the same start: the stream of a fork does not depend on what was drawn before. */
async function train(
  { problem: spec, optimizer: rule, updates, warmup }: RateTrialsOptions,
  peak: number,
  random: Random,
): Promise<Trial> {
  const task = await problem(spec, random.fork(1));
  const optimizer = optimizerFromSpec(rule);
  const kernels = kernelsOf(task);
  const recipe = { updates, peak, warmup, weightDecay: 0 };
  try {
    const start = await lossOf(task);
    let ratio = NaN;
    for (let update = 0; update < updates; update++) {
      const before = update === warmup ? kernels.map((kernel) => kernel.clone()) : [];
      optimizer.learningRate = trainingRecipe(recipe, update, []).learningRate;
      optimizer.minimize(() => task.loss(), false, [...task.variables]);
      if (update === warmup) ratio = await read(() => length(kernels, before).div(length(before)));
      tf.dispose(before);
    }
    return { start, ratio, loss: await lossOf(task) };
  } finally {
    optimizer.dispose();
    task.dispose();
  }
}

const lossOf = (task: Problem) => read(() => task.measure().loss);

/** Of tensors as one vector, or of its way from another. */
function length(tensors: readonly tf.Tensor[], from?: readonly tf.Tensor[]): tf.Tensor {
  const way = tensors.map((one, i) =>
    one
      .sub(from?.[i] ?? 0)
      .square()
      .sum(),
  );
  return tf.addN(way).sqrt();
}

async function read(scalar: () => tf.Tensor): Promise<number> {
  const tensor = tf.tidy(scalar);
  const [value = NaN] = await tensor.data();
  tensor.dispose();
  return value;
}
