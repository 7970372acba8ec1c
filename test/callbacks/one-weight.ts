import * as tf from '@tensorflow/tfjs';

type Regularizer = ReturnType<typeof tf.regularizers.l2>;

/** A model that multiplies by one weight: its losses and gradients can be worked out by hand. */
export function oneWeight(start = 1, regularizer?: Regularizer): tf.Sequential {
  return tf.sequential({
    layers: [
      tf.layers.dense({
        units: 1,
        inputShape: [1],
        useBias: false,
        kernelInitializer: tf.initializers.constant({ value: start }),
        ...(regularizer && { kernelRegularizer: regularizer }),
      }),
    ],
  });
}

/** A column of numbers: one example each. */
export const column = (...values: number[]): tf.Tensor2D => tf.tensor2d(values, [values.length, 1]);

/** The optimizers of tfjs, with some rate. */
export const builtIns: Readonly<Record<string, () => tf.Optimizer>> = {
  sgd: () => tf.train.sgd(0.5),
  momentum: () => tf.train.momentum(0.5, 0.9),
  nesterov: () => tf.train.momentum(0.5, 0.9, true),
  adagrad: () => tf.train.adagrad(0.5),
  adadelta: () => tf.train.adadelta(0.5),
  rmsprop: () => tf.train.rmsprop(0.5),
  adam: () => tf.train.adam(0.5),
  adamax: () => tf.train.adamax(0.5),
};

/** Calls a callback as `fit` would for epochs with these logs, until it stops training; returns how many it saw. */
export async function drive(
  callback: tf.Callback,
  model: tf.LayersModel,
  epochs: readonly Readonly<Record<string, number>>[],
  afterEpoch: () => void = () => {},
): Promise<number> {
  callback.setModel(model);
  await callback.onTrainBegin();
  model.stopTraining = false;
  let epoch = 0;
  while (epoch < epochs.length && !model.stopTraining) {
    await callback.onEpochBegin(epoch);
    await callback.onEpochEnd(epoch, { ...epochs[epoch] });
    afterEpoch();
    epoch += 1;
  }
  await callback.onTrainEnd();
  return epoch;
}
