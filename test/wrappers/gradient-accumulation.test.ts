import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { AdamW, SGD } from '../../src/optimizers/index.ts';
import { clipByNorm } from '../../src/transforms/index.ts';
import { warmup } from '../../src/schedules/index.ts';
import { ExponentialMovingAverage, GradientAccumulation } from '../../src/wrappers/index.ts';
import { smallModel, smallTask, weightsOf } from '../support/small-model.ts';
import { steps } from '../support/step.ts';

beforeAll(() => useBackend('cpu'));

const pieces = (learningRate: number, every: number) =>
  new GradientAccumulation({ optimizer: new SGD({ learningRate }), every });

describe('GradientAccumulation', () => {
  it('moves by the mean of all gradients, in every last call alone', async () => {
    expect(await steps(pieces(1, 3), [10], [[1], [2], [6], [30], [0], [0], [5]])).toEqual(
      [10, 10, 10, 7, 7, 7, -3, -3].map((w) => [w]),
    );
  });

  it('flushes an incomplete window as the update of the smaller batch that it is, once', async () => {
    const optimizer = new GradientAccumulation({ optimizer: new AdamW(), every: 4 });
    const plain = new AdamW();
    const [w, same] = [tf.variable(tf.tensor([1, -2])), tf.variable(tf.tensor([1, -2]))];
    const apply = (to: tf.Optimizer, { name }: tf.Variable, g: number[]) =>
      tf.tidy(() => to.applyGradients([{ name, tensor: tf.tensor(g) }]));
    expect(optimizer.flush()).toBe(false);
    apply(optimizer, w, [1, 8]);
    apply(optimizer, w, [3, -2]);
    const held = tf.memory().numTensors;
    expect([optimizer.flush(), optimizer.flush()]).toEqual([true, false]);
    apply(plain, same, [2, 3]);
    expect(await w.data()).toEqual(await same.data());
    expect(optimizer.iterations).toBe(1);
    // The sum is gone; the rule has its two slots in its place.
    expect(tf.memory().numTensors).toBeLessThanOrEqual(held + 4);
    // The next window is a whole one.
    for (const g of [1, 2, 3]) apply(optimizer, w, [g, g]);
    expect(await w.data()).toEqual(await same.data());
    apply(optimizer, w, [6, 6]);
    apply(plain, same, [3, 3]);
    expect(await w.data()).toEqual(await same.data());
    for (const one of [optimizer, plain, w, same]) one.dispose();
  });

  it('flushes what was loaded as soon as it has met its variables', async () => {
    const w = tf.variable(tf.tensor([10]));
    const apply = (to: tf.Optimizer, g: number) =>
      tf.tidy(() => to.applyGradients([{ name: w.name, tensor: tf.tensor([g]) }]));
    const first = pieces(1, 4);
    apply(first, 1);
    const second = pieces(1, 4);
    second.loadState(await first.saveState());
    expect(() => second.flush()).toThrow(
      'GradientAccumulation: flush cannot know yet which variables the loaded window is of; call it after a further applyGradients',
    );
    apply(second, 5);
    expect(second.flush()).toBe(true);
    expect(await w.data()).toEqual(Float32Array.of(7));
    for (const one of [first, second, w]) one.dispose();
  });

  it('is the wrapped optimizer itself with 1', async () => {
    const gradients = [[1], [2], [-3]];
    expect(await steps(pieces(0.1, 1), [1], gradients)).toEqual(
      await steps(new SGD({ learningRate: 0.1 }), [1], gradients),
    );
  });

  it('trains a model on four quarters of a batch as on the whole', async () => {
    const optimizer = () => new AdamW({ learningRate: warmup(3, 0.05) });
    const [whole, parts] = [smallModel(), smallModel()];
    const accumulated = new GradientAccumulation({ optimizer: optimizer(), every: 4 });
    const one = optimizer();
    whole.compile({ optimizer: one, loss: 'meanSquaredError' });
    parts.compile({ optimizer: accumulated, loss: 'meanSquaredError' });
    const [x, y] = smallTask();
    const quarters = [0, 4, 8, 12].map((at) => [x.slice([at], [4]), y.slice([at], [4])] as const);
    for (let update = 0; update < 5; update++) {
      await whole.trainOnBatch(x, y);
      for (const [some, targets] of quarters) await parts.trainOnBatch(some, targets);
    }
    expect([accumulated.iterations, one.iterations]).toEqual([5, 5]);
    const expected = (await weightsOf(whole)).flat();
    for (const [i, w] of (await weightsOf(parts)).flat().entries()) {
      expect(w).toBeCloseTo(expected[i] as number, 4);
    }
    accumulated.dispose();
    one.dispose();
    for (const tensor of [x, y, ...quarters.flat()]) tensor.dispose();
    for (const model of [whole, parts]) model.dispose();
  });

  describe('without some gradients', () => {
    const variable = (name: string) => tf.tidy(() => tf.variable(tf.scalar(1), true, name));

    it('divides by all calls, and leaves alone what had none at all', async () => {
      const [some, none] = [variable('some'), variable('none')];
      // Decay moves every weight that the rule is handed a gradient for, even one of zero.
      const optimizer = new AdamW({ learningRate: 0.5, weightDecay: 1, epsilon: 1 });
      const wrapper = new GradientAccumulation({ optimizer, every: 3 });
      const g = tf.scalar(6);
      const nothing = null as unknown as tf.Tensor;
      wrapper.applyGradients({ none: nothing });
      wrapper.applyGradients({ some: g, none: nothing });
      wrapper.applyGradients([{ name: 'none', tensor: nothing }]);
      // AdamW with the gradient 6 / 3: shrunk by a half, then 0.5 · 2 / (2 + 1).
      expect(await some.array()).toBeCloseTo(0.5 - 1 / 3, 6);
      expect(await none.array()).toBe(1);
      wrapper.dispose();
      tf.dispose([some, none, g]);
    });

    it('forgets the sum of a variable that is gone', async () => {
      const [kept, gone] = [variable('kept'), variable('gone')];
      const wrapper = pieces(1, 2);
      const g = tf.scalar(4);
      wrapper.applyGradients({ kept: g, gone: g });
      gone.dispose();
      wrapper.applyGradients({ kept: g });
      expect(await kept.array()).toBe(-3);
      const before = tf.memory().numTensors;
      wrapper.applyGradients({ kept: g });
      wrapper.dispose();
      expect(tf.memory().numTensors).toBe(before);
      tf.dispose([kept, g]);
    });
  });

  it('leaves alone what is frozen when the update comes', async () => {
    const [a, b] = tf.tidy(() => [tf.variable(tf.scalar(0)), tf.variable(tf.scalar(0))]);
    const wrapper = pieces(1, 2);
    const g = tf.scalar(1);
    wrapper.applyGradients({ [a.name]: g, [b.name]: g });
    a.trainable = false;
    wrapper.applyGradients({ [b.name]: g });
    a.trainable = true;
    wrapper.applyGradients({ [a.name]: g, [b.name]: g });
    wrapper.applyGradients({ [a.name]: g, [b.name]: g });
    expect([await a.array(), await b.array()]).toEqual([-1, -2]);
    wrapper.dispose();
    tf.dispose([a, b, g]);
  });

  it('begins a new window after one that held a NaN', async () => {
    const w = tf.tidy(() => tf.variable(tf.scalar(0)));
    const optimizer = new SGD({ learningRate: 1, transforms: [clipByNorm({ norm: 10 })] });
    const wrapper = new GradientAccumulation({ optimizer, every: 2 });
    const path: number[] = [];
    for (const piece of [NaN, 1, 1, 1, 1, 1]) {
      const g = tf.scalar(piece);
      const call = () => wrapper.applyGradients({ [w.name]: g });
      if (path.length === 1) expect(call).toThrow(/clipByNorm: .* holds NaN/);
      else call();
      path.push(...(await w.data()));
      g.dispose();
    }
    expect(path).toEqual([0, 0, 0, -1, -1, -2]);
    wrapper.dispose();
    w.dispose();
  });

  it('keeps its sums when the last call of an update fails', async () => {
    const w = tf.tidy(() => tf.variable(tf.scalar(1), true, 'weight'));
    const wrapper = pieces(1, 2);
    const [g, bad] = [tf.scalar(2), tf.tensor([1, 2])];
    wrapper.applyGradients({ weight: g });
    expect(() => wrapper.applyGradients({ weight: bad })).toThrow(/must have its shape/);
    wrapper.applyGradients({ weight: g });
    expect(await w.array()).toBe(-1);
    wrapper.dispose();
    tf.dispose([w, g, bad]);
  });

  it('does not take its copies of the state back at the next update', async () => {
    const w = tf.tidy(() => tf.variable(tf.scalar(1), true, 'weight'));
    const g = tf.scalar(2);
    const wrapper = pieces(1, 2);
    wrapper.applyGradients({ weight: g });
    const copies = await wrapper.getWeights();
    wrapper.applyGradients({ weight: g });
    expect(copies.every(({ tensor }) => !tensor.isDisposed)).toBe(true);
    wrapper.dispose();
    expect(copies.every(({ tensor }) => tensor.isDisposed)).toBe(true);
    tf.dispose([w, g]);
  });

  it('adds nothing up while the wrapped weights for evaluation are in', async () => {
    const w = tf.tidy(() => tf.variable(tf.scalar(1), true, 'weight'));
    const g = tf.scalar(2);
    const average = new ExponentialMovingAverage({ optimizer: new SGD({ learningRate: 1 }) });
    const wrapper = new GradientAccumulation({ optimizer: average, every: 2 });
    wrapper.applyGradients({ weight: g });
    wrapper.applyGradients({ weight: g });
    average.swapIn();
    expect(() => wrapper.applyGradients({ weight: g })).toThrow(
      'ExponentialMovingAverage: the evaluation weights are in; call swapOut() before an update',
    );
    wrapper.swapOut();
    expect(await w.array()).toBe(-1);
    wrapper.dispose();
    tf.dispose([w, g]);
  });
});
