import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { modelFolder } from '../../src/backend/model-folder.ts';
import { optimizers, type OptimizerClass, Adam } from '../../src/optimizers/index.ts';
import { proximalL1 } from '../../src/regularizers/index.ts';
import { random } from '../../src/shared/random.ts';
import {
  DecoupledDecay,
  ExponentialMovingAverage,
  GradientAccumulation,
  Lookahead,
  StochasticWeightAverage,
  type Wrappable,
} from '../../src/wrappers/index.ts';
import { smallModel, train, weightsOf } from '../support/small-model.ts';

await useBackend('cpu');

const rules = Object.entries(optimizers) as unknown as readonly [string, OptimizerClass][];
const adam = () => new Adam({ learningRate: 0.05 });
const makers: Readonly<Record<string, () => Wrappable>> = {
  ...Object.fromEntries(
    rules.map(([name, Rule]) => [name, () => new Rule({ learningRate: 0.05 })] as const),
  ),
  Lookahead: () => new Lookahead({ optimizer: adam(), syncPeriod: 2 }),
  GradientAccumulation: () => new GradientAccumulation({ optimizer: adam(), every: 3 }),
  ExponentialMovingAverage: () => new ExponentialMovingAverage({ optimizer: adam(), decay: 0.8 }),
  StochasticWeightAverage: () =>
    new StochasticWeightAverage({ optimizer: adam(), from: 2, every: 2 }),
  DecoupledDecay: () => new DecoupledDecay({ optimizer: adam(), by: proximalL1({ l1: 0.02 }) }),
  'an average of accumulated Lookahead': () =>
    new ExponentialMovingAverage({
      optimizer: new GradientAccumulation({
        optimizer: new Lookahead({ optimizer: adam(), syncPeriod: 2 }),
        every: 2,
      }),
      decay: 0.7,
    }),
};

/** What an update says of each of three variables: a gradient, none, or nothing at all (its layer is frozen). */
type Say = 'gradient' | 'null' | 'absent';
interface Course {
  readonly says: readonly (readonly Say[])[];
  /** Updates before the state is saved. */
  readonly before: number;
  readonly seed: number;
}
const say = fc.constantFrom<Say>('gradient', 'gradient', 'null', 'absent');
const courses: fc.Arbitrary<Course> = fc
  .record({
    says: fc.array(fc.tuple(say, say, say), { minLength: 3, maxLength: 12 }),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.nat(),
  })
  .map(({ says, at, seed }) => {
    // After a resume an update that lists no variable cannot say what the variables are called now.
    const some = says.map((one) =>
      one.includes('gradient') ? one : (['gradient', 'null', 'absent'] as const),
    );
    return { says: some, before: 1 + Math.floor(at * (says.length - 1)), seed };
  });

let models = 0;
const layers = (suffix: string, values?: readonly tf.Variable[]) =>
  ['a', 'b', 'c'].map((layer, i) =>
    tf.tidy(() => {
      const start = values?.[i] ?? tf.tensor([[1, -2 + i]]);
      return tf.variable(start, true, `model${models}/${layer}${suffix}`);
    }),
  );

function update(
  optimizer: tf.Optimizer,
  all: readonly tf.Variable[],
  says: readonly Say[],
  draw: () => number,
) {
  tf.tidy(() => {
    const listed = all.flatMap(({ name }, i) => {
      const g = tf.tensor([[draw(), draw()]]);
      if (says[i] === 'absent') return [];
      return [{ name, tensor: says[i] === 'null' ? (null as unknown as tf.Tensor) : g }];
    });
    optimizer.applyGradients(listed);
  });
}

const values = (all: readonly tf.Variable[]) => all.map((one) => [...one.dataSync()]);

/** All that can be seen of an optimizer and its variables. */
async function seen(optimizer: Wrappable, all: readonly tf.Variable[]) {
  const trained = values(all);
  const saved = JSON.stringify(await optimizer.saveState()).replaceAll('_1"', '"');
  optimizer.swapIn();
  const evaluated = values(all);
  optimizer.swapOut();
  return { trained, evaluated, saved, iterations: optimizer.iterations };
}

const carriers = {
  'as JSON': async (from: Wrappable, to: Wrappable) => {
    to.loadState(JSON.parse(JSON.stringify(await from.saveState())));
  },
  'as tensors': async (from: Wrappable, to: Wrappable) => to.setWeights(await from.getWeights()),
};
const successors = {
  'the same variables': (placed: readonly tf.Variable[]) => placed,
  'those of a model loaded beside the first': (placed: readonly tf.Variable[]) =>
    layers('_1', placed),
};

describe.each(Object.entries(makers))('%s, resumed with layers frozen and thawed', (_, make) => {
  const table = Object.entries(successors).flatMap(([whose, succeed]) =>
    Object.entries(carriers).map(([how, carry]) => [how, whose, carry, succeed] as const),
  );
  it.each(table)('goes on bit for bit %s with %s', async (_, _whose, carry, succeed) => {
    const law = async ({ says, before, seed }: Course) => {
      models += 1;
      const tensors = tf.memory().numTensors;
      const [straight, first, second] = [make(), make(), make()];
      const normals = random(seed).normals(says.length * 6);
      const run = (optimizer: Wrappable, all: readonly tf.Variable[], from: number, to: number) => {
        const rest = normals.slice(from * 6).values();
        for (const one of says.slice(from, to)) {
          update(optimizer, all, one, () => rest.next().value as number);
        }
      };
      const there = layers('');
      run(straight, there, 0, says.length);
      const expected = await seen(straight, there).catch((error: Error) => error.message);
      tf.dispose(there);

      const here = layers('');
      run(first, here, 0, before);
      await carry(first, second);
      first.dispose();
      const after = succeed(here);
      run(second, after, before, says.length);
      expect(await seen(second, after).catch((error: Error) => error.message)).toEqual(expected);
      for (const one of [straight, second]) one.dispose();
      tf.dispose([...here, ...after]);
      expect(tf.memory().numTensors).toBe(tensors);
    };
    await fc.assert(fc.asyncProperty(courses, law), { seed: 1, numRuns: 6 });
  });
});

describe('a model that is loaded beside the one it was saved from, and then frozen', () => {
  let path: string;
  beforeAll(async () => {
    path = await mkdtemp(join(tmpdir(), 'downhill-'));
  });
  afterAll(() => rm(path, { recursive: true }));

  const wrapped: Readonly<Record<string, () => Wrappable>> = {
    Adam: adam,
    Lookahead: () => new Lookahead({ optimizer: adam(), syncPeriod: 2 }),
    GradientAccumulation: () => new GradientAccumulation({ optimizer: adam(), every: 2 }),
    ExponentialMovingAverage: () => new ExponentialMovingAverage({ optimizer: adam(), decay: 0.8 }),
  };

  it.each(Object.entries(wrapped))('trains on as that one does, under %s', async (_, make) => {
    vi.spyOn(console, 'warn').mockReturnValue(undefined);
    const freeze = (model: tf.LayersModel, frozen: boolean) => {
      (model.layers[0] as tf.layers.Layer).trainable = !frozen;
      const optimizer = model.optimizer;
      model.compile({ optimizer, loss: 'meanSquaredError' });
    };
    const on = async (model: tf.LayersModel) => {
      freeze(model, true);
      await train(model, 3);
      freeze(model, false);
      await train(model, 4);
      const trained = await weightsOf(model);
      const optimizer = model.optimizer as Wrappable;
      optimizer.swapIn();
      const evaluated = await weightsOf(model);
      optimizer.swapOut();
      return [trained, evaluated, optimizer.iterations];
    };
    const model = smallModel();
    model.compile({ optimizer: make(), loss: 'meanSquaredError' });
    await train(model, 4);
    await model.save(modelFolder(path), { includeOptimizer: true });
    const loaded = await tf.loadLayersModel(modelFolder(path));
    expect(loaded.layers.map(({ name }) => name)).toEqual(model.layers.map(({ name }) => name));
    expect(loaded.weights[0]?.name).not.toBe(model.weights[0]?.name);
    expect(await on(loaded)).toEqual(await on(model));
    for (const one of [model, loaded]) {
      one.optimizer.dispose();
      one.dispose();
    }
    vi.restoreAllMocks();
  });
});
