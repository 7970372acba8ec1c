import * as tf from '@tensorflow/tfjs';
export const l1 = ({ l1 = 0.01 }) => (w: tf.Tensor) => tf.mul(l1, tf.sum(tf.abs(w))) as tf.Scalar;
