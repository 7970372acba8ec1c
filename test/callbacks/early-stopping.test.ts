import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earlyStopping, terminateOnNaN } from '../../src/callbacks/index.ts';
import { Adam, SGD } from '../../src/optimizers/index.ts';
import { weightsOf } from '../support/small-model.ts';
import { column, drive, oneWeight } from './one-weight.ts';

const losses = (values: readonly number[]) => values.map((value) => ({ val_loss: value }));

function compiled(): tf.LayersModel {
  const model = oneWeight();
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  return model;
}

/** Weights that move at every update and differ from epoch to epoch, some of them not trained. */
function wide(): tf.Sequential {
  const start = tf.initializers.glorotUniform({ seed: 1 });
  const model = tf.sequential({
    layers: [
      tf.layers.dense({
        units: 3,
        inputShape: [1],
        kernelInitializer: start,
        // Applied once more, it would change the weights: tfjs does not apply it after an update.
        kernelConstraint: tf.constraints.unitNorm({ axis: 0 }),
      }),
      tf.layers.batchNormalization(),
      tf.layers.dense({ units: 1, kernelInitializer: start }),
    ],
  });
  model.compile({ optimizer: new Adam({ learningRate: 0.1 }), loss: 'meanSquaredError' });
  return model;
}

describe('earlyStopping', () => {
  it('stops where tfjs’s own stops, on any values', async () => {
    const model = compiled();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 4 }),
        fc.constantFrom(0, 1, 2),
        fc.constantFrom('min' as const, 'max' as const),
        async (values, patience, minDelta, mode) => {
          const options = { patience, minDelta, mode };
          const theirs = await drive(tf.callbacks.earlyStopping(options), model, losses(values));
          const ours = await drive(earlyStopping(options), model, losses(values));
          expect(ours).toBe(theirs);
        },
      ),
      { numRuns: 200, seed: 1 },
    );
  });

  // By hand from Keras's rule: only an epoch better than both the best one and the baseline starts the count anew.
  it.each([
    [[0.9, 0.8, 0.4, 0.3], 2, 2],
    [[0.9, 0.4, 0.6, 0.3, 0.35, 0.35], 2, 6],
    [[0.4, 0.9, 0.9, 0.9], 2, 3],
  ])('counts an epoch above the baseline as bad: %j', async (values, patience, seen) => {
    const callback = earlyStopping({ patience, baseline: 0.5 });
    expect(await drive(callback, compiled(), losses(values))).toBe(seen);
  });

  it('tells the best epoch and where it stopped', async () => {
    const model = compiled();
    const callback = earlyStopping({ patience: 2 });
    await drive(callback, model, losses([3, 1, 2, 2, 0]));
    expect(callback).toMatchObject({ best: 1, bestEpoch: 1, stoppedEpoch: 3 });
    await drive(callback, model, losses([5, 4]));
    expect(callback).toMatchObject({ best: 4, bestEpoch: 1, stoppedEpoch: undefined });
  });

  it('never takes NaN for the best, not even the first', async () => {
    const callback = earlyStopping({ patience: 3 });
    await drive(callback, compiled(), losses([NaN, 2, NaN, 1, NaN, NaN, NaN, 0]));
    expect(callback).toMatchObject({ best: 1, bestEpoch: 3, stoppedEpoch: 6 });
  });

  describe('with restoreBestWeights', () => {
    /** Trains until the callbacks stop it; the watched log is made up, `best` in epoch `bestAt`. */
    async function trained(bestAt: number, patience: number, epochs: number) {
      const model = wide();
      const after: number[][][] = [];
      const made = new tf.CustomCallback(
        {
          onEpochEnd: async (epoch, logs) => {
            after.push(await weightsOf(model));
            Object.assign(logs ?? {}, { made: epoch === bestAt ? 0 : 1 + epoch });
          },
        },
        'auto',
      );
      const stopping = earlyStopping({
        monitor: 'made',
        mode: 'min',
        patience,
        restoreBestWeights: true,
      });
      const [x, y] = [column(1, 2, 3, 4), column(0, 3, 1, 2)];
      await model.fit(x, y, { epochs, batchSize: 2, callbacks: [made, stopping] });
      return { model, after, stopping };
    }

    it.each([
      ['after an early stop', 2, 2, 9],
      ['when training ends by itself', 1, 9, 5],
      ['when the last epoch is the best', 4, 9, 5],
    ])(
      'gives back the best epoch’s weights bit for bit %s',
      async (_, bestAt, patience, epochs) => {
        const { model, after, stopping } = await trained(bestAt, patience, epochs);
        expect(after).toHaveLength(Math.min(epochs, bestAt + patience + 1));
        expect(stopping.bestEpoch).toBe(bestAt);
        expect(await weightsOf(model)).toEqual(after[bestAt]);
        if (bestAt < after.length - 1) expect(after[bestAt]).not.toEqual(after.at(-1));
      },
    );

    it('gives them back when another callback stops training at NaN', async () => {
      const model = oneWeight(1);
      model.compile({ optimizer: new SGD({ learningRate: 1e12 }), loss: 'meanSquaredError' });
      const stopping = earlyStopping({ monitor: 'loss', patience: 9, restoreBestWeights: true });
      const nan = terminateOnNaN({ say: () => {} });
      await model.fit(column(1), column(0), { epochs: 9, callbacks: [stopping, nan] });
      expect(nan.divergence?.epoch).toBeGreaterThan(0);
      expect(stopping.bestEpoch).toBe(0);
      // The weights at the end of epoch 0: one update from 1, with gradient 2.
      expect(await weightsOf(model)).toEqual([[Math.fround(1 - Math.fround(2e12))]]);
    });

    it('leaves the weights alone when no epoch was ever best', async () => {
      const model = compiled();
      const [before] = await weightsOf(model);
      const callback = earlyStopping({ patience: 2, restoreBestWeights: true });
      await drive(callback, model, losses([NaN, NaN, NaN]));
      expect(await weightsOf(model)).toEqual([before]);
    });

    it('neither keeps nor gives back a snapshot that a failed fit has left', async () => {
      const model = compiled();
      const callback = earlyStopping({ patience: 9, restoreBestWeights: true });
      const seven = column(7);
      const before = tf.memory().numTensors;
      callback.setModel(model);
      await callback.onTrainBegin();
      await callback.onEpochEnd(0, { val_loss: 1 });
      expect(tf.memory().numTensors).toBe(before + 1);
      model.setWeights([seven]);
      await drive(callback, model, losses([NaN, NaN]));
      expect(await weightsOf(model)).toEqual([[7]]);
      expect(tf.memory().numTensors).toBe(before);
    });
  });

  it('leaves the last weights in place unless it is asked to restore', async () => {
    const model = compiled();
    const [x, y] = [column(1), column(0)];
    const weights: number[][][] = [];
    const keep = new tf.CustomCallback(
      { onEpochEnd: async () => void weights.push(await weightsOf(model)) },
      'auto',
    );
    const callback = earlyStopping({ monitor: 'loss', mode: 'max', patience: 3 });
    await model.fit(x, y, { epochs: 9, callbacks: [keep, callback] });
    expect(callback).toMatchObject({ bestEpoch: 0, stoppedEpoch: 3 });
    expect(await weightsOf(model)).toEqual(weights.at(-1));
  });

  it.each([
    [{ patience: 1.5 }, 'patience must be a whole number of at least 0, got 1.5'],
    [{ minDelta: -1 }, 'minDelta must be at least 0, got -1'],
    [{ baseline: 'low' }, 'baseline must be a number, got "low"'],
    [
      { restoreBestWeight: true },
      'unknown option "restoreBestWeight"; did you mean "restoreBestWeights"?',
    ],
  ])('refuses %j', (options, message) => {
    expect(() => earlyStopping(options as object)).toThrow(`earlyStopping: ${message}`);
  });
});
