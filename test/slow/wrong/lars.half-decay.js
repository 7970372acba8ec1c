import * as tf from '@tensorflow/tfjs';

export function create({
  learningRate = 0.1,
  momentum = 0.9,
  weightDecay = 0,
  trustCoefficient = 0.001,
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
        const s = states.get(name) ?? { t: 0, v: new Float64Array(w.length) };
        states.set(name, s);
        s.t += 1;
        const [length, gradients2] = [w, g].map((all) => Math.hypot(...all));
        const below = gradients2 + weightDecay * length;
        const trust = length > 0 && below > 0 ? (trustCoefficient * length) / below : 1;
        for (let i = 0; i < w.length; i++) {
          s.v[i] = momentum * s.v[i] + lr * trust * (g[i] + 0.5 * weightDecay * w[i]);
          w[i] -= s.v[i];
        }
        tf.tidy(() => variable.assign(tf.tensor(w, variable.shape)));
      }
    },
  };
}
