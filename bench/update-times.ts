import * as tf from '@tensorflow/tfjs';
import { median } from '#src/shared/stats';

/** Someone who updates weights. */
export interface Entrant {
  readonly name: string;
  readonly make: () => tf.Optimizer;
  /** After how many updates the further ones have less to do. Default 0. */
  readonly settles?: number;
}

/** Weights to be updated: a variable of each shape. */
export interface Weights {
  readonly name: string;
  readonly shapes: readonly (readonly number[])[];
}

/** So many variables of one shape. */
export const alike = (name: string, count: number, shape: readonly number[]): Weights => ({
  name,
  shapes: Array.from({ length: count }, () => shape),
});

const rounds = 9;
/** How long each turn of an entrant takes at least, in milliseconds. */
const turn = 30;

/**
 * The median time of one update by each entrant, in microseconds; the entrants take turns.
 * @param beside what else takes its turn, by name
 */
export function updateTimes(
  entrants: readonly Entrant[],
  { shapes }: Weights,
  beside: Readonly<Record<string, () => void>> = {},
): Record<string, number> {
  const lanes = entrants.map(({ name, make, settles = 0 }) => {
    // Weights of layers have such names; tfjs calls those without one by numbers, which are slower to find.
    const variables = shapes.map((shape, i) =>
      tf.tidy(() => {
        const start = tf.randomNormal([...shape], 0, 1, 'float32', 1);
        return tf.variable(start, true, `${name}/layer_${i}/kernel`);
      }),
    );
    const gradients = Object.fromEntries(
      variables.map((one, i) => [one.name, tf.randomNormal(one.shape, 0, 1, 'float32', i)]),
    );
    const optimizer = make();
    for (let i = 0; i < settles; i++) optimizer.applyGradients(gradients);
    return {
      name,
      variables,
      gradients,
      step: () => optimizer.applyGradients(gradients),
      optimizer,
    };
  });
  const steps = Object.fromEntries(lanes.map(({ name, step }) => [name, step]));
  const times = inTurns({ ...steps, ...beside });
  for (const { variables, gradients, optimizer } of lanes) {
    tf.dispose([...variables, ...Object.values(gradients)]);
    optimizer.dispose();
  }
  return times;
}

function inTurns(steps: Readonly<Record<string, () => void>>): Record<string, number> {
  const timed = (step: () => void, times: number) => {
    const start = performance.now();
    for (let i = 0; i < times; i++) step();
    return ((performance.now() - start) * 1000) / times;
  };
  const turns = Object.entries(steps).map(([name, step]) => {
    // Compilers take their time: what is timed is warm.
    let count = 0;
    for (const end = performance.now() + 5 * turn; performance.now() < end; count++) step();
    return { name, step, times: Math.max(1, Math.round(count / 5)), found: [] as number[] };
  });
  for (let round = 0; round < rounds; round++) {
    for (const { step, times, found } of turns) found.push(timed(step, times));
  }
  return Object.fromEntries(turns.map(({ name, found }) => [name, median(found)]));
}

/** The weights of a small deep network: ten dense layers, of a kernel and a bias each. */
export const network: Weights = {
  name: '10 layers of 32',
  shapes: Array.from({ length: 10 }, (_, layer) => (layer === 9 ? 1 : 32)).flatMap((units) => [
    [32, units],
    [units],
  ]),
};

/** The median time of one training step of that network with each entrant, in microseconds. */
export async function fitTimes(entrants: readonly Entrant[]): Promise<Record<string, number>> {
  const x = tf.randomNormal([320, 32], 0, 1, 'float32', 1);
  const y = tf.randomNormal([320, 1], 0, 1, 'float32', 2);
  const steps = 10;
  const lanes = entrants.map(({ name, make }) => {
    const model = tf.sequential();
    for (let layer = 0; layer < 10; layer++) {
      const input = layer === 0 ? { inputShape: [32] } : {};
      const [units] = network.shapes[2 * layer + 1] as [number];
      model.add(tf.layers.dense({ units, activation: 'tanh', ...input }));
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

/** Moves so many bytes by copying: half are read, half written. */
export function copying(bytes: number): () => void {
  const from = new Float32Array(bytes / 8).fill(1);
  const to = new Float32Array(from.length);
  return () => to.set(from);
}
