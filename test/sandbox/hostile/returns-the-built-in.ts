import * as tf from '@tensorflow/tfjs';

export const create = ({ learningRate }: { learningRate: number }): tf.Optimizer =>
  tf.train.adam(learningRate);
