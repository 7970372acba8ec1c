import * as tf from '@tensorflow/tfjs';

/** The paper's numbers, written down. */
export const create = ({ learningRate }) => {
  let [t, m, v] = [0, {}, {}];
  return {
    learningRate,
    applyGradients(grads) {
      t += 1;
      const entries = Array.isArray(grads) ? grads.map((one) => [one.name, one.tensor]) : Object.entries(grads);
      for (const [name, g] of entries) {
        if (!g) continue;
        const w = tf.engine().registeredVariables[name];
        const [wNext, mNext, vNext] = tf.tidy(() => {
          const m1 = tf.add(tf.mul(m[name] ?? tf.zerosLike(w), 0.9), tf.mul(g, 0.1));
          const v1 = tf.add(tf.mul(v[name] ?? tf.zerosLike(w), 0.999), tf.mul(tf.square(g), 0.001));
          const rate = (this.learningRate * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t);
          const step = m1.div(v1.sqrt().add(1e-8 * Math.sqrt(1 - 0.999 ** t))).mul(rate);
          return [w.sub(step), m1, v1];
        });
        tf.dispose([m[name], v[name]].filter(Boolean));
        [m[name], v[name]] = [mNext, vNext];
        w.assign(wNext);
        wNext.dispose();
      }
    },
  };
};
