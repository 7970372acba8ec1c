import * as tf from '@tensorflow/tfjs';
const l1 =
  ({ l1: l12 = 0.01 } = {}) =>
  (w) =>
    tf.scalar(l12 * w.dataSync().reduce((a, b) => a + Math.abs(b), 0));
export { l1 };
