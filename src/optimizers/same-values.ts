import type * as tf from '@tensorflow/tfjs';

/** A tensor of its own with the values of `tensor`, which are not copied; `clone` does copy them on wasm. */
export function sameValues(tensor: tf.Tensor): tf.Tensor {
  return tensor.reshape(tensor.shape);
}
