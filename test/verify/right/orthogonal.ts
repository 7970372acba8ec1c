import * as tf from '@tensorflow/tfjs';

export const orthogonal =
  ({ strength }: { strength: number }) =>
  (w: tf.Tensor) => {
    const matrix = w.rank < 2 ? w.reshape([-1, 1]) : w.reshape([-1, w.shape.at(-1)!]);
    const gram = tf.matMul(matrix as tf.Tensor2D, matrix as tf.Tensor2D, true, false);
    return tf.squaredDifference(gram, tf.eye(gram.shape[0])).sum().mul(strength) as tf.Scalar;
  };
