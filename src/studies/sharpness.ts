import { FlatWeights } from '../minimizers/flat-weights.ts';
import { dot, plus, times } from '../minimizers/vector.ts';
import { optimizerFromSpec, type OptimizerSpec } from '../optimizers/index.ts';
import { problem, type Problem, type ProblemSpec } from '../problems/index.ts';
import { count, must } from '../shared/options.ts';
import { optimizerSpec, problemSpec } from './specs.ts';
import type { StudyKind } from './study.ts';

export interface SharpnessOptions {
  /** What is trained. */
  readonly problem: ProblemSpec;
  /** Options of the problem that are otherwise where the curvature is measured: over all examples, say, without noise. */
  readonly ground: Readonly<Record<string, unknown>>;
  readonly optimizer: OptimizerSpec;
  readonly updates: number;
  /** Measure at the start and after every so many updates. */
  readonly every: number;
  /** Turns towards the steepest direction at each place; at the start, from the gradient, six times as many. */
  readonly turns: number;
}

const options = must(
  'options such as { batch: "all" }',
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** How far to both sides the slopes are compared: float32 hides what is much nearer. */
const reach = 0.02;

/**
 * How the curvature of the steepest direction changes during a training. Slopes to both sides of a place differ most along
 * that direction, and so a direction that is replaced by their difference, again and again, turns into it (power iteration).
 * Gives `update` and `sharpness`.
 */
export const sharpness: StudyKind<SharpnessOptions> = {
  about: 'the curvature of the steepest direction during a training',
  cost: 2000,
  defaults: {
    problem: { name: 'digits', model: 'hidden', batch: 'all' },
    ground: {},
    optimizer: { name: 'sgd', learningRate: 0.1 },
    updates: 100,
    every: 10,
    turns: 3,
  },
  ranges: {
    problem: problemSpec,
    ground: options,
    optimizer: optimizerSpec,
    updates: count,
    every: count,
    turns: count,
  },
  async measure({ problem: trained, ground, optimizer: rule, updates, every, turns }, random) {
    const task = await problem(trained, random);
    const place = await problem({ ...trained, ...ground }, random.fork(7));
    const optimizer = optimizerFromSpec(rule);
    try {
      const weights = new FlatWeights(() => place.loss(), place.variables);
      const update: number[] = [];
      const sharpness: number[] = [];
      let direction: Float64Array | undefined;
      for (let done = 0; done <= updates; done++) {
        if (done % every === 0) {
          const at = await read(task);
          let steepest = NaN;
          const needed = direction ? turns : 6 * turns;
          direction ??= unit((await weights.look(at)).gradient);
          for (let turn = 0; turn < needed; turn++) {
            const up = await weights.look(plus(at, direction, reach));
            const down = await weights.look(plus(at, direction, -reach));
            const bend = times(plus(up.gradient, down.gradient, -1), 1 / (2 * reach));
            steepest = dot(direction, bend);
            direction = unit(bend);
          }
          update.push(done);
          sharpness.push(steepest);
        }
        if (done < updates) optimizer.minimize(() => task.loss(), false, [...task.variables]);
      }
      return { update, sharpness };
    } finally {
      optimizer.dispose();
      place.dispose();
      task.dispose();
    }
  },
};

/** All weights in a row. */
async function read({ variables }: Problem): Promise<Float64Array> {
  const values = await Promise.all(variables.map((variable) => variable.data()));
  return Float64Array.from(values.flatMap((some) => [...some]));
}

/** Of length 1. */
function unit(vector: Float64Array): Float64Array {
  return times(vector, 1 / Math.sqrt(dot(vector, vector)));
}
