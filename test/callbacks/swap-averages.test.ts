import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { earlyStopping, lossParts, swapAverages } from '../../src/callbacks/index.ts';
import { SGD } from '../../src/optimizers/index.ts';
import {
  ExponentialMovingAverage,
  GradientAccumulation,
  StochasticWeightAverage,
} from '../../src/wrappers/index.ts';
import { weightsOf } from '../support/small-model.ts';
import { column, oneWeight } from './one-weight.ts';

/** Gradient descent that keeps the plain mean of all the weights that it has reached. */
class Mean extends SGD {
  static override readonly className = 'Mean';
  swaps = 0;
  #sum: tf.Tensor | undefined;
  #raw: tf.Tensor | undefined;
  #variable: tf.Variable | undefined;

  override applyGradients(gradients: Parameters<tf.Optimizer['applyGradients']>[0]): void {
    if (this.#raw !== undefined) throw new Error('an update of swapped weights');
    super.applyGradients(gradients);
    const [first] = Array.isArray(gradients)
      ? gradients.map(({ name }) => name)
      : Object.keys(gradients);
    const variable = tf.engine().registeredVariables[first as string] as tf.Variable;
    const sum = tf.keep(this.#sum === undefined ? variable.clone() : this.#sum.add(variable));
    this.#sum?.dispose();
    this.#sum = sum;
    this.#variable = variable;
  }
  override swapIn(): void {
    this.swaps += 1;
    this.#raw = tf.keep(this.#variable?.clone() as tf.Tensor);
    tf.tidy(() => this.#variable?.assign(this.#sum?.div(this.iterations) as tf.Tensor));
  }
  override swapOut(): void {
    this.#variable?.assign(this.#raw as tf.Tensor);
    this.#raw?.dispose();
    this.#raw = undefined;
  }
}

function compiled() {
  const model = oneWeight(1);
  const optimizer = new Mean({ learningRate: 0.25 });
  model.compile({ optimizer, loss: 'meanSquaredError' });
  return { model, optimizer };
}

// The loss is w² in both batches: each update halves the weight.
const [x, y] = [column(1, 1), column(0, 0)];
const after = (updates: number) => 0.5 ** updates;
const meanAfter = (updates: number) => (1 - 0.5 ** updates) / updates;
const options = { batchSize: 1, epochs: 3, validationData: [x, y] as [tf.Tensor, tf.Tensor] };
const epochs = [0, 1, 2];

describe('swapAverages', () => {
  it('validates the averages and trains on the weights', async () => {
    const { model, optimizer } = compiled();
    const { history } = await model.fit(x, y, {
      ...options,
      callbacks: [lossParts(), swapAverages(optimizer)],
    });
    epochs.forEach((epoch) => {
      const updates = 2 * (epoch + 1);
      expect(history['val_loss']?.[epoch]).toBeCloseTo(meanAfter(updates) ** 2, 6);
      const [first, second] = [after(updates - 2) ** 2, after(updates - 1) ** 2];
      expect(history['loss']?.[epoch]).toBeCloseTo((first + second) / 2, 6);
    });
    expect(await weightsOf(model)).toEqual([[after(6)]]);
    expect(optimizer.swaps).toBe(3);
    expect(Object.keys(optimizer)).not.toContain('applyGradients');
  });

  it('lets a callback before it see, and bring back, the weights that were validated', async () => {
    const { model, optimizer } = compiled();
    const stopping = earlyStopping({ patience: 9, mode: 'max', restoreBestWeights: true });
    await model.fit(x, y, { ...options, callbacks: [stopping, swapAverages(optimizer)] });
    expect(stopping.bestEpoch).toBe(0);
    expect((await weightsOf(model))[0]?.[0]).toBeCloseTo(meanAfter(2), 6);
  });

  it.each([undefined, 2])(
    'does so in fitDataset with batchesPerEpoch %s',
    async (batchesPerEpoch) => {
      const { model, optimizer } = compiled();
      const both = { xs: tf.tensor2d([[1]]), ys: tf.tensor2d([[0]]) };
      const data = tf.data.generator(function* () {
        for (let i = 0; i < (batchesPerEpoch ?? 1) * 2; i++) yield tf.clone(both.xs);
      });
      const pairs = data.map((xs) => ({ xs: xs as tf.Tensor, ys: tf.tensor2d([[0]]) }));
      const { history } = await model.fitDataset(
        batchesPerEpoch === undefined ? pairs : pairs.repeat(),
        {
          epochs: 3,
          verbose: 0,
          ...(batchesPerEpoch !== undefined && { batchesPerEpoch }),
          validationData: [x, y],
          callbacks: [swapAverages(optimizer)],
        },
      );
      epochs.forEach((epoch) => {
        expect(history['val_loss']?.[epoch]).toBeCloseTo(meanAfter(2 * (epoch + 1)) ** 2, 6);
      });
      expect(await weightsOf(model)).toEqual([[after(6)]]);
      expect(optimizer.swaps).toBe(batchesPerEpoch === undefined ? 6 : 3);
    },
  );

  it('works with the wrappers of this library, also inside another, and leaves no tensor behind', async () => {
    const decay = 0.5;
    const sgd = () => new SGD({ learningRate: 0.25 });
    for (const accumulated of [false, true]) {
      const model = oneWeight(1);
      const average = new ExponentialMovingAverage({ optimizer: sgd(), decay });
      const optimizer = accumulated
        ? new GradientAccumulation({ optimizer: average, every: 1 })
        : average;
      model.compile({ optimizer, loss: 'meanSquaredError' });
      const callbacks = [swapAverages(optimizer)];
      const { history } = await model.fit(x, y, { ...options, callbacks });
      const averageAfter = (updates: number) => {
        const all = Array.from({ length: updates }, (_, i) => i + 1);
        const sum = all.reduce((a, t) => a + (1 - decay) * decay ** (updates - t) * after(t), 0);
        return sum / (1 - decay ** updates);
      };
      epochs.forEach((epoch) => {
        expect(history['val_loss']?.[epoch]).toBeCloseTo(averageAfter(2 * (epoch + 1)) ** 2, 6);
      });
      expect(await weightsOf(model)).toEqual([[after(6)]]);
      const held = tf.memory().numTensors;
      await model.fit(x, y, { ...options, callbacks });
      expect(tf.memory().numTensors).toBe(held);
    }
  });

  it('validates the weights as long as there are no averages', async () => {
    const model = oneWeight(1);
    const inner = new SGD({ learningRate: 0.25 });
    const optimizer = new StochasticWeightAverage({ optimizer: inner, from: 2 });
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const callbacks = [swapAverages(optimizer)];
    const { history } = await model.fit(x, y, { ...options, callbacks });
    expect(history['val_loss']?.[0]).toBe(after(2) ** 2);
    expect(history['val_loss']?.[1]).toBeCloseTo(((after(3) + after(4)) / 2) ** 2, 6);
    expect(await weightsOf(model)).toEqual([[after(6)]]);
  });

  it('swaps nothing without validation', async () => {
    const { model, optimizer } = compiled();
    await model.fit(x, y, { callbacks: [swapAverages(optimizer)] });
    expect(optimizer.swaps).toBe(0);
  });

  it('puts the trained weights back and lets go of the optimizer when fit throws', async () => {
    const { model, optimizer } = compiled();
    const throwing = new tf.CustomCallback(
      { onEpochEnd: () => Promise.reject(new Error('end')) },
      'auto',
    );
    const fit = (callbacks: NonNullable<tf.ModelFitArgs['callbacks']>) =>
      model.fit(x, y, { ...options, callbacks });
    // While the averages are in, at the end of an epoch.
    await expect(fit([throwing, swapAverages(optimizer)])).rejects.toThrow('end');
    expect(await weightsOf(model)).toEqual([[after(2)]]);
    // Before the last update, for which it waits.
    const waiting = swapAverages(optimizer);
    const broken = new tf.CustomCallback(
      { onBatchBegin: (batch) => (batch === 1 ? Promise.reject(new Error('begin')) : undefined) },
      'auto',
    );
    await expect(fit([waiting, broken])).rejects.toThrow('begin');
    expect(Object.keys(optimizer)).not.toContain('applyGradients');
    expect(await weightsOf(model)).toEqual([[after(3)]]);
  });

  it('refuses an optimizer that keeps no averages, or is not the model’s', async () => {
    expect(() => swapAverages(tf.train.sgd(1) as never)).toThrow(
      'swapAverages: optimizer must be one with swapIn and swapOut, such as an ExponentialMovingAverage, got "SGD"',
    );
    const { model } = compiled();
    await expect(
      model.fit(x, y, { callbacks: [swapAverages(compiled().optimizer)] }),
    ).rejects.toThrow('swapAverages: optimizer must be the one that the model is compiled with');
  });
});
