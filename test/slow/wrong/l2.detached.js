import * as tf from '@tensorflow/tfjs';

export const l2 =
  ({ l2 }) =>
  (w) =>
    tf.customGrad((x) => ({ value: x.square().sum().mul(l2), gradFunc: () => tf.zerosLike(x) }))(w);
