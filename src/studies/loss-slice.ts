import * as tf from '@tensorflow/tfjs';
import { FlatWeights } from '../minimizers/flat-weights.ts';
import { dot, plus, times } from '../minimizers/vector.ts';
import { optimizerFromSpec, type OptimizerSpec } from '../optimizers/index.ts';
import { problem, type Problem, type ProblemSpec } from '../problems/index.ts';
import { count, must, several } from '../shared/options.ts';
import type { Random } from '../shared/random.ts';
import { optimizerSpec, problemSpec } from './specs.ts';
import type { StudyKind } from './study.ts';

const places = ['start', 'end', 'other', 'random'] as const;
type Place = (typeof places)[number];

export interface LossSliceOptions {
  /** A problem of many weights whose loss has no noise. */
  readonly problem: ProblemSpec;
  /** What trains it. */
  readonly optimizer: OptimizerSpec;
  readonly updates: number;
  /**
   * The line through two places, or the plane through three: the `start` of a training and its `end`, the end of an
   * `other` one from another start, or what lies from the end in a `random` direction, in which the weights into each
   * unit are as long together as at the end (filter normalization, Li et al. 2018, arXiv 1712.09913).
   */
  readonly through: readonly Place[];
  /** The first and the last column: 0 is at the first place, 1 at the second. */
  readonly x: readonly [number, number];
  /** The first and the last row, in the same unit, at a right angle to the columns. */
  readonly y: readonly [number, number];
  /** Columns; rows are as far apart. */
  readonly points: number;
}

const through = must(`two or three of ${places.join(', ')}`, (value) => {
  const known = (one: unknown) => (places as readonly unknown[]).includes(one);
  return Array.isArray(value) && [2, 3].includes(value.length) && value.every(known);
});

const ends = must('two numbers, the smaller one first', (value) => {
  const [from, to, ...rest] = Array.isArray(value) ? (value as unknown[]) : [];
  return (
    Number.isFinite(from) && Number.isFinite(to) && rest.length === 0 && Number(from) < Number(to)
  );
});

/**
 * Cuts through the landscape of a trained network. Gives the columns' `x`, the rows' `y` (of a line just 0), the `loss` at
 * each point of the grid, row by row, and where the three places lie on it, `placeX` and `placeY`.
 */
export const lossSlice: StudyKind<LossSliceOptions> = {
  about: "a trained network's loss along a line or across a plane through its weights",
  cost: 3000,
  defaults: {
    problem: { name: 'digits', model: 'hidden', batch: 'all' },
    optimizer: { name: 'nesterov', learningRate: 0.1 },
    updates: 100,
    through: ['end', 'random', 'random'],
    x: [-1, 1],
    y: [-1, 1],
    points: 25,
  },
  ranges: {
    problem: problemSpec,
    optimizer: optimizerSpec,
    updates: count,
    through,
    x: ends,
    y: ends,
    points: several,
  },
  async measure(options, random) {
    const task = await problem(options.problem, random);
    try {
      const found = await placesOf(task, options, random);
      const [origin, first, second] = found as [Float64Array, Float64Array, Float64Array?];
      const right = plus(first, origin, -1);
      const up = second ? upright(plus(second, origin, -1), right) : undefined;
      const coordinate = (along: Float64Array) => (place: Float64Array) =>
        dot(plus(place, origin, -1), along) / dot(along, along);
      const { x, y } = grid(options, up !== undefined);
      const weights = new FlatWeights(() => task.loss(), task.variables);
      const loss: number[] = [];
      for (const v of y) {
        const row = up ? plus(origin, up, v) : origin;
        for (const u of x) {
          weights.assign(plus(row, right, u));
          const height = tf.tidy(() => task.loss());
          loss.push((await height.data())[0] ?? NaN);
          height.dispose();
        }
      }
      const placeX = found.map(coordinate(right));
      return { x, y, loss, placeX, placeY: up ? found.map(coordinate(up)) : placeX.map(() => 0) };
    } finally {
      task.dispose();
    }
  },
};

/** The places that are asked for, each as all weights in a row. */
async function placesOf(
  task: Problem,
  { problem: spec, optimizer, updates, through }: LossSliceOptions,
  random: Random,
): Promise<Float64Array[]> {
  const start = await read(task);
  train(task, optimizer, updates);
  const end = await read(task);
  const directions = random.fork(5);
  const found: Float64Array[] = [];
  for (const place of through) {
    if (place === 'start') found.push(start);
    else if (place === 'end') found.push(end);
    else if (place === 'random') found.push(plus(end, direction(task, end, directions)));
    else found.push(await otherEnd(spec, optimizer, updates, random.fork(6)));
  }
  return found;
}

async function otherEnd(
  spec: ProblemSpec,
  optimizer: OptimizerSpec,
  updates: number,
  random: Random,
): Promise<Float64Array> {
  const task = await problem(spec, random);
  try {
    train(task, optimizer, updates);
    return await read(task);
  } finally {
    task.dispose();
  }
}

async function read(task: Problem): Promise<Float64Array> {
  const { start } = await FlatWeights.of('lossSlice', () => task.loss(), task.variables);
  return start.x;
}

function train(task: Problem, spec: OptimizerSpec, updates: number): void {
  const optimizer = optimizerFromSpec(spec);
  try {
    for (let update = 0; update < updates; update++)
      optimizer.minimize(() => task.loss(), false, [...task.variables]);
  } finally {
    optimizer.dispose();
  }
}

/** Normal in every kernel, the weights into each unit scaled to the length of those in `at`; 0 in every bias. */
function direction(task: Problem, at: Float64Array, random: Random): Float64Array {
  const way = Float64Array.from(random.normals(at.length));
  let from = 0;
  for (const { size, shape } of task.variables) {
    const units = shape.length > 1 ? (shape.at(-1) as number) : 0;
    const indices = (unit: number) =>
      Array.from({ length: size / units }, (_, i) => from + i * units + unit);
    if (units === 0) way.fill(0, from, from + size);
    for (let unit = 0; unit < units; unit++) {
      const length = (of: Float64Array) => Math.hypot(...indices(unit).map((i) => of[i] as number));
      const scale = length(at) / length(way);
      for (const i of indices(unit)) way[i] = scale * (way[i] as number);
    }
    from += size;
  }
  return way;
}

/** What of `vector` stands at a right angle to `base`, made as long as that. */
function upright(vector: Float64Array, base: Float64Array): Float64Array {
  const rest = plus(vector, base, -dot(vector, base) / dot(base, base));
  return times(rest, Math.sqrt(dot(base, base) / dot(rest, rest)));
}

function grid({ x, y, points }: LossSliceOptions, isPlane: boolean): Record<'x' | 'y', number[]> {
  const cell = (x[1] - x[0]) / (points - 1);
  const from = ([low]: readonly [number, number], count: number) =>
    Array.from({ length: count }, (_, i) => low + i * cell);
  return {
    x: from(x, points),
    y: isPlane ? from(y, Math.round((y[1] - y[0]) / cell) + 1) : [0],
  };
}
