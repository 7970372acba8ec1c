import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../src/backend/index.ts';
import { steps } from './support/step.ts';

// What tfjs does wrong and downhill does not repeat. A test that fails here is good news: that defect is mended, and
// what the course and the comparisons with tfjs say about it must change.

/** The typings hide the rate from everyone but subclasses; users assign it all the same. */
function assignRate(optimizer: tf.Optimizer, learningRate: number): void {
  Object.assign(optimizer, { learningRate });
}

const last = <T>(path: readonly T[]): T => path.at(-1) as T;
const variable = (values: number[]) => tf.tidy(() => tf.variable(tf.tensor(values)));
const valuesOf = async (tensor: tf.Tensor) => [...(await tensor.data())];

/** One update of each variable with its gradient, in the order given. */
function apply(optimizer: tf.Optimizer, ...pairs: readonly (readonly [tf.Variable, number[]])[]) {
  tf.tidy(() =>
    optimizer.applyGradients(pairs.map(([{ name }, g]) => ({ name, tensor: tf.tensor(g) }))),
  );
}

describe(`tfjs ${tf.version.tfjs}`, () => {
  beforeAll(() => useBackend('cpu'));

  it.each([
    [0.95, 1e-7],
    [0.5, 0.1],
  ])(
    'trains plain SGD when asked for adadelta with rho %d and epsilon %d',
    async (rho, epsilon) => {
      const gradients = [1, -3, 0.25, 2, 1e-3].map((g) => [g, -2 * g]);
      const adadelta = await steps(tf.train.adadelta(0.1, rho, epsilon), [1, 2], gradients);
      const sgd = await steps(tf.train.sgd(0.1), [1, 2], gradients);
      expect(last(sgd)).not.toEqual([1, 2]);
      expect(adadelta).toEqual(sgd);
    },
  );

  it('gives NaN from centered RMSProp as soon as a gradient is zero', async () => {
    const centered = tf.train.rmsprop(0.01, 0.9, 0, 1e-7, true);
    const path = await steps(centered, [1, 1], [[0, 0.5]]);
    expect(last(path)).toEqual([NaN, expect.closeTo(1 - 1 / 30, 5)]);
  });

  it('gives NaN from centered RMSProp when a gradient stays the same', async () => {
    const gradients = Array.from({ length: 150 }, () => [0.5]);
    const path = await steps(tf.train.rmsprop(0.01, 0.9, 0, 1e-7, true), [1], gradients);
    expect(path[1]).not.toEqual([NaN]);
    expect(last(path)).toEqual([NaN]);
  });

  const stateful: Readonly<Record<string, () => tf.Optimizer>> = {
    momentum: () => tf.train.momentum(0.1, 0.9),
    rmsprop: () => tf.train.rmsprop(0.1, 0.9, 0.9),
    adam: () => tf.train.adam(0.1),
    adamax: () => tf.train.adamax(0.1),
  };
  it.each(Object.entries(stateful))(
    'keeps the state of %s by position, so that a variable moves by the history of another',
    async (_, make) => {
      const optimizer = make();
      const [moving, still] = [variable([1]), variable([1])];
      apply(optimizer, [moving, [1]], [still, [0]]);
      expect(await valuesOf(still)).toEqual([1]);
      apply(optimizer, [still, [0]], [moving, [1]]);
      expect((await valuesOf(still))[0]).toBeLessThan(0.99);
      optimizer.dispose();
      tf.dispose([moving, still]);
    },
  );

  it('reports a momentum set with setMomentum but goes on with the old one', async () => {
    const [set, unset] = [tf.train.momentum(0.1, 0.9), tf.train.momentum(0.1, 0.9)];
    set.setMomentum(0);
    expect(set.getConfig()).toMatchObject({ momentum: 0 });
    const gradients = [[1], [1], [1]];
    expect(await steps(set, [1], gradients)).toEqual(await steps(unset, [1], gradients));
  });

  it.each(['sgd', 'momentum'] as const)(
    'reports a learning rate assigned to %s but goes on with the old one',
    async (name) => {
      const make = () => tf.train[name](0.1, 0.9);
      const assigned = make();
      assignRate(assigned, 0.5);
      expect(assigned.getConfig()).toMatchObject({ learningRate: 0.5 });
      const gradients = [[1], [1]];
      expect(await steps(assigned, [1], gradients)).toEqual(await steps(make(), [1], gradients));
    },
  );

  it('forgets a tensor when momentum is disposed', () => {
    const before = tf.memory().numTensors;
    tf.train.sgd(0.1).dispose();
    expect(tf.memory().numTensors).toBe(before);
    tf.train.momentum(0.1, 0.9).dispose();
    expect(tf.memory().numTensors).toBe(before + 1);
  });

  it('cannot use a momentum that was made inside a tidy', () => {
    const made: tf.Optimizer[] = [];
    tf.tidy(() => {
      made.push(tf.train.momentum(0.1, 0.9));
    });
    const w = variable([1]);
    expect(() => apply(made[0] as tf.Optimizer, [w, [1]])).toThrow(/reading 'backend'|disposed/);
    w.dispose();
  });

  it('throws at the next update when a variable before another of another shape is frozen', () => {
    const optimizer = tf.train.adam(0.1);
    const [frozen, trained] = [variable([1, 2]), variable([1, 2, 3])];
    apply(optimizer, [frozen, [1, 1]], [trained, [1, 1, 1]]);
    expect(() => apply(optimizer, [trained, [1, 1, 1]])).toThrow(/broadcast/);
    optimizer.dispose();
    tf.dispose([frozen, trained]);
  });

  it('takes a first step of Adam that misses the learning rate by more than float32 rounds', async () => {
    const missed = async (beta2: number) => {
      const path = await steps(tf.train.adam(1, 0.9, beta2, 0), [0], [[1]]);
      return Math.abs((last(path)[0] as number) + 1);
    };
    expect(await missed(0.5)).toBeLessThan(1e-6);
    expect(await missed(0.9999)).toBeGreaterThan(1e-5);
  });

  it('forgets the old state when setWeights replaces it', async () => {
    const optimizer = tf.train.adam(0.1);
    const w = variable([1]);
    apply(optimizer, [w, [1]]);
    const weights = await optimizer.getWeights();
    const before = tf.memory().numTensors;
    await optimizer.setWeights(weights);
    expect(tf.memory().numTensors).toBeGreaterThan(before);
    optimizer.dispose();
    w.dispose();
  });

  it('cannot save the state of adamax', async () => {
    await expect(tf.train.adamax(0.1).getWeights()).rejects.toThrow(/not implemented/);
  });

  it('adds an L2 penalty of 0.01 when l1l2 is asked for L1 alone', () => {
    const config = tf.regularizers.l1l2({ l1: 0.1 }).getConfig();
    expect(config).toMatchObject({ l1: expect.closeTo(0.1, 6), l2: expect.closeTo(0.01, 6) });
  });

  it('leaves the penalty out of evaluate, though the loss in training has it', async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({
          units: 1,
          inputShape: [1],
          useBias: false,
          kernelInitializer: tf.initializers.constant({ value: 2 }),
          kernelRegularizer: tf.regularizers.l2({ l2: 0.5 }),
        }),
      ],
    });
    model.compile({ optimizer: tf.train.sgd(0), loss: 'meanSquaredError' });
    const [x, y] = [tf.tensor2d([[1]]), tf.tensor2d([[3]])];
    const trained = await model.trainOnBatch(x, y);
    const evaluated = model.evaluate(x, y) as tf.Scalar;
    expect(trained).toBeCloseTo(1 + 0.5 * 2 ** 2, 5);
    expect((await valuesOf(evaluated))[0]).toBeCloseTo(1, 5);
    model.dispose();
    tf.dispose([x, y, evaluated]);
  });
});
