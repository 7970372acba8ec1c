import * as tf from '@tensorflow/tfjs';

// optax.adabelief with eps_root 0: epsilon only beside the root.
export class AdaBelief {
  constructor(options = {}) {
    Object.assign(this, { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-16 }, options);
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
      const state = (this.state[name] ??= Array.from(g, () => ({ m: 0, s: 0, t: 0 })));
      const next = Array.from(variable.dataSync(), (w, i) => this.step(w, g[i], state[i]));
      tf.tidy(() => variable.assign(tf.tensor(next, variable.shape)));
    }
  }
  step(w, g, s) {
    s.t++; s.m = this.beta1 * s.m + (1 - this.beta1) * g; s.s = this.beta2 * s.s + (1 - this.beta2) * (g - s.m) ** 2; return w - (this.learningRate * s.m) / (1 - this.beta1 ** s.t) / (Math.sqrt(s.s / (1 - this.beta2 ** s.t)) + this.epsilon);
  }
}
