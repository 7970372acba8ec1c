import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { Adam, SGD } from '../../src/optimizers/index.ts';
import {
  DecoupledDecay,
  ExponentialMovingAverage,
  Lookahead,
  StochasticWeightAverage,
  type Wrappable,
} from '../../src/wrappers/index.ts';
import { proximalL1 } from '../../src/regularizers/index.ts';
import { smallModel, smallTask, train, weightsOf } from '../support/small-model.ts';

beforeAll(() => useBackend('cpu'));

const kinds = {
  ExponentialMovingAverage: (optimizer: Wrappable) => new ExponentialMovingAverage({ optimizer }),
  StochasticWeightAverage: (optimizer: Wrappable) => new StochasticWeightAverage({ optimizer }),
  Lookahead: (optimizer: Wrappable) => new Lookahead({ optimizer, syncPeriod: 4 }),
};

describe.each(Object.entries(kinds))('%s', (name, make) => {
  let model: tf.Sequential;
  let wrapper: ReturnType<typeof make>;
  beforeEach(async () => {
    model = smallModel();
    wrapper = make(new Adam({ learningRate: 0.03 }));
    model.compile({ optimizer: wrapper, loss: 'meanSquaredError' });
    await train(model, 7);
  });
  afterEach(() => {
    wrapper.dispose();
    model.dispose();
  });

  it('puts other weights in and the training weights back, bit for bit', async () => {
    const trained = await weightsOf(model);
    wrapper.swapIn();
    const evaluated = await weightsOf(model);
    wrapper.swapOut();
    expect(await weightsOf(model)).toEqual(trained);
    expect(evaluated).not.toEqual(trained);
    wrapper.swapIn();
    expect(await weightsOf(model)).toEqual(evaluated);
    wrapper.swapOut();
  });

  it('trains as if nobody had looked', async () => {
    const other = smallModel();
    const optimizer = make(new Adam({ learningRate: 0.03 }));
    other.compile({ optimizer, loss: 'meanSquaredError' });
    await train(other, 9);
    await wrapper.evaluated(() => weightsOf(model));
    await train(model, 1);
    await wrapper.evaluated(() => weightsOf(model));
    await train(model, 1);
    expect(await weightsOf(model)).toEqual(await weightsOf(other));
    optimizer.dispose();
    other.dispose();
  });

  it('evaluates a model in between', async () => {
    const [x, y] = smallTask();
    const loss = async () => {
      const scalar = model.evaluate(x, y) as tf.Scalar;
      const [value] = await scalar.data();
      scalar.dispose();
      return value as number;
    };
    const trained = await loss();
    expect(await wrapper.evaluated(loss)).not.toBe(trained);
    expect(await loss()).toBe(trained);
    tf.dispose([x, y]);
  });

  it('takes the weights back when evaluation fails', async () => {
    const trained = await weightsOf(model);
    const failing = wrapper.evaluated(() => {
      throw new Error('out of data');
    });
    await expect(failing).rejects.toThrow('out of data');
    expect(await weightsOf(model)).toEqual(trained);
  });

  it('lets nobody train, save, load or swap in while they are in', async () => {
    const saved = await wrapper.saveState();
    const weights = await wrapper.getWeights();
    const state = await weightsOf(model);
    wrapper.swapIn();
    const g = tf.scalar(1);
    const before = (what: string) =>
      `${name}: the evaluation weights are in; call swapOut() before ${what}`;
    expect(() => wrapper.swapIn()).toThrow(before('swapIn()'));
    await expect(train(model, 1)).rejects.toThrow(before('an update'));
    await expect(wrapper.saveState()).rejects.toThrow(before('saving'));
    await expect(wrapper.getWeights()).rejects.toThrow(before('saving'));
    await expect(wrapper.setWeights(weights)).rejects.toThrow(before('loading'));
    expect(() => wrapper.loadState(saved)).toThrow(before('loading'));
    wrapper.swapOut();
    expect(() => wrapper.swapOut()).toThrow(`${name}: the trained weights are in place`);
    expect(await weightsOf(model)).toEqual(state);
    g.dispose();
  });

  it('ends training with the weights for evaluation when it is disposed with them in', async () => {
    wrapper.swapIn();
    const evaluated = await weightsOf(model);
    wrapper.dispose();
    expect(await weightsOf(model)).toEqual(evaluated);
    expect(() => wrapper.swapOut()).toThrow(`${name}: the trained weights are in place`);
    await train(model, 1);
    expect(wrapper.iterations).toBe(1);
  });

  it('has none before the first update, and asks for names after loading', async () => {
    const [fresh, loaded] = [make(new SGD()), make(new Adam())];
    expect(() => fresh.swapIn()).toThrow(`${name}: there are no weights for evaluation yet`);
    loaded.loadState(await wrapper.saveState());
    expect(() => loaded.swapIn()).toThrow(
      `${name}: swapIn must be told the variables of the loaded state`,
    );
    const other = smallModel();
    const named = other.trainableWeights.map((one) => one.read());
    expect(() => loaded.swapIn(named.map((one) => one.clone()))).toThrow(
      `${name}: swapIn takes a list of variables, got a tensor in it`,
    );
    expect(await loaded.evaluated(() => weightsOf(other), named)).toEqual(
      await wrapper.evaluated(() => weightsOf(model)),
    );
    other.dispose();
    loaded.dispose();
  });

  it('shows its weights through a wrapper around it that has none of its own', async () => {
    const around = new DecoupledDecay({ optimizer: wrapper, by: proximalL1({ l1: 0 }) });
    const expected = await wrapper.evaluated(() => weightsOf(model));
    expect(await around.evaluated(() => weightsOf(model))).toEqual(expected);
  });
});
