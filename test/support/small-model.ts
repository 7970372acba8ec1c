import * as tf from '@tensorflow/tfjs';
import { random } from '../../src/shared/random.ts';

/** A model of two layers with the same weights every time. */
export function smallModel(): tf.Sequential {
  const start = (seed: number) => tf.initializers.glorotUniform({ seed });
  const model = tf.sequential();
  model.add(
    tf.layers.dense({
      units: 3,
      activation: 'tanh',
      inputShape: [4],
      kernelInitializer: start(1),
    }),
  );
  model.add(tf.layers.dense({ units: 1, kernelInitializer: start(2) }));
  return model;
}

/** Sixteen examples of a task that the model can learn; disposed by the caller. */
export function smallTask(): [tf.Tensor, tf.Tensor] {
  return tf.tidy(() => {
    const x = tf.tensor(random(3).normals(64), [16, 4]);
    return [x, x.sum(1, true).tanh().add(1)];
  });
}

/** Trains on the whole task, once for each update. */
export async function train(model: tf.LayersModel, updates: number): Promise<void> {
  const [x, y] = smallTask();
  for (let i = 0; i < updates; i++) await model.trainOnBatch(x, y);
  tf.dispose([x, y]);
}

/** All weights of a model, in its own order. */
export function weightsOf(model: tf.LayersModel): Promise<number[][]> {
  return Promise.all(model.getWeights().map(async (one) => [...(await one.data())]));
}
