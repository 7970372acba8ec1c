import * as tf from '@tensorflow/tfjs';
import { median } from '../src/shared/stats.ts';

/** Someone who updates weights. */
export interface Entrant {
  readonly name: string;
  readonly make: () => tf.Optimizer;
}

/** Weights to be updated: so many variables of one shape. */
export interface Weights {
  readonly name: string;
  readonly count: number;
  readonly shape: readonly number[];
}

const rounds = 9;
/** How long each turn of an entrant takes at least, in milliseconds. */
const turn = 30;

/** The median time of one update by each entrant, in microseconds; the entrants take turns. */
export function updateTimes(
  entrants: readonly Entrant[],
  { count, shape }: Weights,
): Record<string, number> {
  const lanes = entrants.map(({ name, make }) => {
    const variables = Array.from({ length: count }, () =>
      tf.tidy(() => tf.variable(tf.randomNormal([...shape], 0, 1, 'float32', 1))),
    );
    const gradients = Object.fromEntries(
      variables.map((one, i) => [one.name, tf.randomNormal([...shape], 0, 1, 'float32', i)]),
    );
    const optimizer = make();
    return {
      name,
      variables,
      gradients,
      step: () => optimizer.applyGradients(gradients),
      optimizer,
    };
  });
  const times = inTurns(lanes.map(({ step }) => step));
  for (const { variables, gradients, optimizer } of lanes) {
    tf.dispose([...variables, ...Object.values(gradients)]);
    optimizer.dispose();
  }
  return Object.fromEntries(lanes.map(({ name }, i) => [name, times[i]]));
}

function inTurns(steps: readonly (() => void)[]): number[] {
  const timed = (step: () => void, times: number) => {
    const start = performance.now();
    for (let i = 0; i < times; i++) step();
    return ((performance.now() - start) * 1000) / times;
  };
  const times = steps.map((step) => {
    // Compilers take their time: what is timed is warm.
    let count = 0;
    for (const end = performance.now() + 5 * turn; performance.now() < end; count++) step();
    return Math.max(1, Math.round(count / 5));
  });
  const found = steps.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    steps.forEach((step, i) => found[i]?.push(timed(step, times[i])));
  }
  return found.map((all) => median(all));
}

/** The median time of one training step of a small deep network with each entrant, in microseconds. */
export async function fitTimes(entrants: readonly Entrant[]): Promise<Record<string, number>> {
  const x = tf.randomNormal([320, 32], 0, 1, 'float32', 1);
  const y = tf.randomNormal([320, 1], 0, 1, 'float32', 2);
  const steps = 10;
  const lanes = entrants.map(({ name, make }) => {
    const model = tf.sequential();
    for (let layer = 0; layer < 10; layer++) {
      const input = layer === 0 ? { inputShape: [32] } : {};
      model.add(tf.layers.dense({ units: layer === 9 ? 1 : 32, activation: 'tanh', ...input }));
    }
    model.compile({ loss: 'meanSquaredError', optimizer: make() });
    const fit = () => model.fit(x, y, { epochs: 1, batchSize: 32, shuffle: false, verbose: 0 });
    return { name, model, fit, times: [] as number[] };
  });
  for (let round = 0; round <= rounds; round++) {
    for (const { fit, times } of lanes) {
      const start = performance.now();
      await fit();
      // The first round is to get warm.
      if (round > 0) times.push(((performance.now() - start) * 1000) / steps);
    }
  }
  for (const { model } of lanes) model.dispose();
  tf.dispose([x, y]);
  return Object.fromEntries(lanes.map(({ name, times }) => [name, median(times)]));
}

/** The median time, in microseconds, to move so many bytes for each of `weights` by copying: half are read, half written. */
export function copyTime(weights: number, bytes: number): number {
  const from = new Float32Array((weights * bytes) / 8).fill(1);
  const to = new Float32Array(from.length);
  const [time] = inTurns([() => to.set(from)]);
  return time;
}
