import * as tf from '@tensorflow/tfjs';

export const zeros = (like: tf.Tensor) => tf.variable(tf.zerosLike(like), false);
