import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { Adam, optimizers, SGD, type OptimizerClass } from '../../src/optimizers/index.ts';
import { linear } from '../../src/schedules/index.ts';
import {
  DecoupledDecay,
  ExponentialMovingAverage,
  GradientAccumulation,
  Lookahead,
  StochasticWeightAverage,
  type Wrappable,
} from '../../src/wrappers/index.ts';
import { l2 } from '../../src/regularizers/index.ts';
import { smallModel, smallTask, weightsOf } from '../support/small-model.ts';
import { testBackends } from '../support/backends.ts';

const rules = Object.entries(optimizers) as unknown as readonly [string, OptimizerClass][];
const rate = linear({ peak: 0.1, updates: 10 });
const adam = () => new Adam({ learningRate: rate, nonFinite: 'skip' });
const wrappers: Readonly<Record<string, () => Wrappable>> = {
  Lookahead: () => new Lookahead({ optimizer: adam(), syncPeriod: 2 }),
  ExponentialMovingAverage: () => new ExponentialMovingAverage({ optimizer: adam() }),
  StochasticWeightAverage: () => new StochasticWeightAverage({ optimizer: adam() }),
  DecoupledDecay: () => new DecoupledDecay({ optimizer: adam(), by: l2({ l2: 0.1 }) }),
  'GradientAccumulation of one': () => new GradientAccumulation({ optimizer: adam(), every: 1 }),
};
const skipping: Readonly<Record<string, () => Wrappable>> = {
  ...Object.fromEntries(
    rules.map(([name, Rule]) => {
      return [name, () => new Rule({ learningRate: rate, nonFinite: 'skip' })] as const;
    }),
  ),
  ...wrappers,
};

/** One update of two variables per pair of gradients; what both weights are at the end. */
function trained(optimizer: Wrappable, gradients: readonly (readonly [number, number])[]) {
  const all = tf.tidy(() => [tf.variable(tf.tensor([1, 2])), tf.variable(tf.tensor([-1, 3]))]);
  for (const pair of gradients) {
    const given = pair.map((g, i) => ({ name: all[i]?.name as string, tensor: tf.tensor([g, 1]) }));
    optimizer.applyGradients(given);
    tf.dispose(given.map(({ tensor }) => tensor));
  }
  const weights = all.map((one) => [...one.dataSync()]);
  tf.dispose(all);
  return weights;
}

const bad = [NaN, Infinity, -Infinity];

describe.each(testBackends)("nonFinite: 'skip' on %s", (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(Object.entries(skipping))('%s trains as if such updates had never been', (_, make) => {
    const [one, other] = [make(), make()];
    const good = [
      [1, -2],
      [0.5, 1e20],
      [0, 3],
    ] as const;
    const [first, second, third] = good;
    const path = [
      [NaN, 1],
      first,
      [1, Infinity],
      [-Infinity, NaN],
      second,
      third,
      [1, NaN],
    ] as const;
    expect(trained(one, path)).toEqual(trained(other, good));
    expect([one.skipped, one.iterations, one.learningRate]).toEqual([4, 3, other.learningRate]);
    expect([other.skipped, other.iterations]).toEqual([0, 3]);
    for (const optimizer of [one, other]) optimizer.dispose();
    expect(one.skipped).toBe(0);
  });
});

describe('what is not finite', () => {
  beforeAll(() => useBackend('cpu'));

  it.each(bad)('stops an update that was told to throw, and nothing moves: %d', async (value) => {
    const [a, b] = tf.tidy(() => [
      tf.variable(tf.scalar(1)),
      tf.variable(tf.scalar(1), true, 'layer/bias'),
    ]);
    const [g, wrong] = [tf.scalar(1), tf.scalar(value)];
    const tensors = tf.memory().numTensors;
    const optimizer = new Adam({ nonFinite: 'throw' });
    expect(() => optimizer.applyGradients({ [a.name]: g, [b.name]: wrong })).toThrow(
      'Adam: the gradient of "layer/bias" holds NaN or an infinity; lower the learning rate, or look at the loss just before',
    );
    expect([await a.array(), await b.array(), optimizer.iterations, optimizer.skipped]).toEqual([
      1, 1, 0, 0,
    ]);
    expect(tf.memory().numTensors).toBe(tensors);
    tf.dispose([a, b, g, wrong]);
  });

  it('enters the weights where nobody asked', () => {
    expect(trained(new SGD({ learningRate: 1 }), [[NaN, 1]])).toEqual([
      [NaN, 1],
      [-2, 2],
    ]);
  });

  it('does not matter in a variable that is frozen', () => {
    const groups = [{ where: { maxRank: 1 }, frozen: true }];
    const optimizer = new SGD({ learningRate: 1, nonFinite: 'throw', groups });
    expect(trained(optimizer, [[NaN, 1]])).toEqual([
      [1, 2],
      [-1, 3],
    ]);
  });

  it('costs gradient accumulation its window, and no more', () => {
    const optimizer = new SGD({ learningRate: 1, nonFinite: 'skip' });
    const wrapper = new GradientAccumulation({ optimizer, every: 2 });
    const pieces = [NaN, 1, 1, 1, 1, 1].map((g) => [g, 1] as const);
    expect(trained(wrapper, pieces)).toEqual([
      [-1, 0],
      [-3, 1],
    ]);
    expect([wrapper.skipped, wrapper.iterations]).toEqual([1, 2]);
  });

  it('is counted on after a resume, as JSON and as tensors', async () => {
    const make = () =>
      new Lookahead({ optimizer: new SGD({ learningRate: 1, nonFinite: 'skip' }) });
    const first = make();
    trained(first, [
      [1, 1],
      [NaN, 1],
      [1, Infinity],
    ]);
    const saved = await first.saveState();
    expect(saved.optimizer).toMatchObject({ iterations: 1, skipped: 2 });
    const [second, third] = [make(), make()];
    second.loadState(JSON.parse(JSON.stringify(saved)));
    await third.setWeights(await first.getWeights());
    for (const one of [second, third]) {
      expect([one.skipped, one.iterations]).toEqual([2, 1]);
      expect(await one.saveState()).toEqual(saved);
      one.dispose();
    }
    first.dispose();
  });

  it('says nothing in the state of an optimizer that skipped none', async () => {
    const optimizer = adam();
    trained(optimizer, [[1, 1]]);
    expect(Object.keys(await optimizer.saveState())).toEqual(['schema', 'iterations', 'variables']);
    expect((await optimizer.getWeights())[0]?.tensor.shape).toEqual([]);
    optimizer.dispose();
  });

  it.each(['x', -1, 0.5])('is not counted from a saved %s', (skipped) => {
    const load = () =>
      adam().loadState({ schema: 2, iterations: 1, skipped, variables: [] } as never);
    expect(load).toThrow(/^Adam: the saved count of skipped updates must be a /);
  });

  it('is an option that a config brings back, and a word among two', () => {
    expect(new Adam(adam().getConfig()).getConfig()).toEqual(adam().getConfig());
    expect(new Adam().getConfig()).not.toHaveProperty('nonFinite');
    expect(() => new Adam({ nonFinite: 'ignore' as never })).toThrow(
      'Adam: nonFinite must be one of throw, skip, got "ignore"',
    );
  });

  it('leaves a model in fit alone', async () => {
    const model = smallModel();
    const optimizer = adam();
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const [x, y] = smallTask();
    const before = await weightsOf(model);
    const broken = tf.fill(y.shape, NaN);
    await model.trainOnBatch(x, broken);
    expect([await weightsOf(model), optimizer.skipped]).toEqual([before, 1]);
    await model.trainOnBatch(x, y);
    expect((await weightsOf(model)).flat().every(Number.isFinite)).toBe(true);
    optimizer.dispose();
    model.dispose();
    tf.dispose([x, y, broken]);
  });
});
