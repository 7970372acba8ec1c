import * as tf from '@tensorflow/tfjs';
const orthogonal =
  ({ strength = 0.01 } = {}) =>
  (w) => {
    const m = w.reshape([-1, w.rank < 2 ? 1 : w.shape.at(-1)]);
    const g = tf.matMul(m, m, false, true);
    return g.sub(tf.eye(g.shape[0])).square().sum().mul(strength);
  };
export { orthogonal };
