import * as tf from '@tensorflow/tfjs';

export default class AdaBelief {
  #all = new Map();
  constructor({ learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-16 }) {
    this.learningRate = learningRate;
    this.beta = [beta1, beta2];
    this.epsilon = epsilon;
  }
  applyGradients(gradients) {
    const [b1, b2] = this.beta;
    const list = Array.isArray(gradients) ? gradients : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor } of list) {
      if (!tensor) continue;
      const variable = tf.engine().registeredVariables[name];
      const g = tensor.dataSync();
      const state = this.#all.get(name) ?? Array.from(g, () => ({ m: 0, s: 0, p1: 1, p2: 1 }));
      this.#all.set(name, state);
      const next = Array.from(variable.dataSync(), (w, i) => {
        const one = state[i];
        one.p1 *= b1;
        one.p2 *= b2;
        one.m += (1 - b1) * (g[i] - one.m);
        one.s = b2 * one.s + (1 - b2) * (g[i] - one.m) ** 2 + this.epsilon;
        const denominator = Math.sqrt(one.s / (1 - one.p2)) + this.epsilon;
        return w - ((this.learningRate / (1 - one.p1)) * one.m) / denominator;
      });
      tf.tidy(() => variable.assign(tf.tensor(next, variable.shape)));
    }
  }
}
