import * as tf from '@tensorflow/tfjs';

export const create = ({ learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = {}) =>
  tf.train.adam(learningRate / 2, beta1, beta2, epsilon);
