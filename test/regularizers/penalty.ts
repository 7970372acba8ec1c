import * as tf from '@tensorflow/tfjs';
import type { Regularizer } from '../../src/regularizers/index.ts';

/** The values of what `make` makes in a tidy. */
export async function read(make: () => tf.Tensor): Promise<number[]> {
  const tensor = tf.tidy(make);
  const values = [...(await tensor.data())];
  tensor.dispose();
  return values;
}

/** The penalty on a weight. */
export const penalty = async (regularizer: Regularizer, w: tf.TensorLike): Promise<number> =>
  (await read(() => regularizer(tf.tensor(w))))[0] as number;

/** The gradient of the penalty, flat. */
export const slope = (regularizer: Regularizer, w: tf.TensorLike): Promise<number[]> =>
  read(() => tf.grad(regularizer)(tf.tensor(w)));
