import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { earlyStopping, lossParts, reduceOnPlateau } from '../../src/callbacks/index.ts';
import { Monitor } from '../../src/callbacks/monitor.ts';
import { column } from './one-weight.ts';

const worstOf = (monitor: string) => new Monitor('it', { monitor, mode: 'auto' }).worst;

/** Outputs with losses 1 and 9 on the input 1 and targets 0. */
function twoOutputs() {
  const input = tf.input({ shape: [1] });
  const outputs = [1, 3].map((value) => {
    const kernelInitializer = tf.initializers.constant({ value });
    const layer = tf.layers.dense({ units: 1, useBias: false, kernelInitializer });
    return layer.apply(input) as tf.SymbolicTensor;
  });
  const model = tf.model({ inputs: input, outputs });
  model.compile({ optimizer: tf.train.sgd(0), loss: 'meanSquaredError' });
  return model;
}

describe('a monitor', () => {
  it('knows which way each metric of tfjs is better, and asks for the mode of R²', () => {
    const more = ['binaryAccuracy', 'categoricalAccuracy', 'precision', 'recall'];
    const more2 = ['sparseCategoricalAccuracy'];
    const directions = Object.keys(tf.metrics).map((name) => {
      if (name === 'r2Score') return [name, 'asks'];
      return [name, worstOf(`val_${name}`) === -Infinity ? 'more' : 'less'];
    });
    const expected = Object.keys(tf.metrics).map((name) => {
      if (name === 'r2Score') return [name, 'asks'];
      return [name, [...more, ...more2].includes(name) ? 'more' : 'less'];
    });
    expect(directions).toEqual(expected);
    expect(() => worstOf('r2Score')).toThrow('mode must be');
  });

  it.each([
    ['val_loss', Infinity],
    ['val_totalLoss', Infinity],
    ['accuracy_head_loss', Infinity],
    ['val_acc_1', -Infinity],
    ['val_ACC', -Infinity],
    ['RMSE', Infinity],
  ])('reads %s by its last word', (name, worst) => {
    expect(worstOf(name)).toBe(worst);
  });

  it.each(['val_auc', 'accuracyGap', 'val_cosineSimilarity', 'reward', 'f1'])(
    'asks for the mode of %s instead of guessing it',
    (monitor) => {
      for (const callback of [earlyStopping, reduceOnPlateau]) {
        expect(() => callback({ monitor })).toThrow(
          `${callback.name}: mode must be "min" or "max" for the monitor "${monitor}", whose name does not say which way is better, got "auto"`,
        );
        expect(() => callback({ monitor, mode: 'max' })).not.toThrow();
      }
    },
  );

  it.each(['val_totalLoss', 'val_dataLoss', 'dataLoss', 'penalty'])(
    'names lossParts() where it watches %s without it',
    async (monitor) => {
      const fit = (...callbacks: tf.Callback[]) =>
        twoOutputs().fit(column(1), [column(0), column(0)], {
          epochs: 2,
          validationData: [column(1), [column(0), column(0)]],
          callbacks,
        });
      for (const callback of [earlyStopping, reduceOnPlateau]) {
        await expect(fit(callback({ monitor }))).rejects.toThrow(
          `${callback.name}: monitor must be one of the logs of an epoch, got "${monitor}"; put lossParts() before this callback`,
        );
      }
      const watched = earlyStopping({ monitor });
      await fit(lossParts(), watched);
      expect(watched.best).toBe(monitor === 'penalty' ? 0 : 10);
    },
  );

  it('refuses the val_loss of several outputs, which is that of the first, and takes the sum', async () => {
    const fit = (...callbacks: tf.Callback[]) =>
      twoOutputs().fit(column(1), [column(0), column(0)], {
        epochs: 3,
        validationData: [column(1), [column(0), column(0)]],
        callbacks,
      });
    for (const callback of [earlyStopping, reduceOnPlateau]) {
      await expect(fit(callback())).rejects.toThrow(
        `${callback.name}: monitor must not be "val_loss" for a model of several outputs, where tfjs gives that of the first one alone; put lossParts() before this callback and watch "val_totalLoss"`,
      );
    }
    const stopping = earlyStopping({ monitor: 'val_totalLoss', patience: 1 });
    const { history } = await fit(lossParts(), stopping);
    expect(history['val_loss']?.[0]).toBe(1);
    expect(stopping).toMatchObject({ best: 10, stoppedEpoch: 1 });
  });
});
