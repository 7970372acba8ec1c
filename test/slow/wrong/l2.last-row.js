import * as tf from '@tensorflow/tfjs';
const l2 =
  ({ l2: l22 = 0.01 } = {}) =>
  (w) => {
    const rows = w.shape[0];
    return tf
      .slice(w, [0], [Math.max(1, rows - 1)])
      .square()
      .sum()
      .mul(l22);
  };
export { l2 };
