import * as tf from '@tensorflow/tfjs';

// Keras and tfjs: epsilon is added to the maximum.
export class Adamax {
  constructor(options = {}) {
    Object.assign(this, { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }, options);
    this.state = {};
  }
  applyGradients(gradients) {
    const list = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor } of list) {
      if (!tensor) continue;
      const variable = tf.engine().registeredVariables[name];
      const g = tensor.dataSync();
      const state = (this.state[name] ??= Array.from(g, () => ({ m: 0, u: 0, t: 0 })));
      const next = Array.from(variable.dataSync(), (w, i) => this.step(w, g[i], state[i]));
      tf.tidy(() => variable.assign(tf.tensor(next, variable.shape)));
    }
  }
  step(w, g, s) {
    s.t++; s.m = this.beta1 * s.m + (1 - this.beta1) * g; s.u = Math.max(this.beta2 * s.u, Math.abs(g)); return w - ((this.learningRate / (1 - this.beta1 ** s.t)) * s.m) / (s.u + this.epsilon);
  }
}
