import * as tf from '@tensorflow/tfjs';

export function create({
  learningRate = 0.001,
  beta1: b1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
  eps,
} = {}) {
  const states = new Map();
  return {
    learningRate,
    applyGradients(gradients) {
      const entries = Array.isArray(gradients)
        ? gradients.map(({ name, tensor }) => [name, tensor])
        : Object.entries(gradients);
      for (const [name, gradient] of entries) {
        if (gradient == null) continue;
        const variable = tf.engine().registeredVariables[name];
        const [w, g, lr] = [variable.dataSync().slice(), gradient.dataSync(), this.learningRate];
        const s = states.get(name) ?? {
          t: 0,
          m: new Float64Array(w.length),
          v: new Float64Array(w.length),
        };
        states.set(name, s);
        s.t += 1;

        for (let i = 0; i < w.length; i++) {
          s.m[i] = b1 * s.m[i] + (1 - b1) * g[i];
          s.v[i] = beta2 * s.v[i] + (1 - beta2) * g[i] ** 2;
          w[i] -=
            (lr * (s.m[i] / (1 - b1 ** s.t))) / (Math.sqrt(s.v[i] / (1 - beta2 ** s.t)) + eps);
        }
        tf.tidy(() => variable.assign(tf.tensor(w, variable.shape)));
      }
    },
  };
}
