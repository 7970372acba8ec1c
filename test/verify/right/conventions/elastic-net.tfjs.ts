import * as tf from '@tensorflow/tfjs';

// tfjs's l1l2 takes 0.01 for a strength that is left out.
export const elasticNet =
  ({ l1 = 0.01, l2 = 0.01 } = {}) =>
  (w: tf.Tensor) =>
    w.abs().mul(l1).add(w.square().mul(l2)).sum();
