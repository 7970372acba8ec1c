import * as tf from '@tensorflow/tfjs';

// optax.adamw: a decay of 1e-4 by default.
export class AdamW {
  constructor(options = {}) {
    Object.assign(this, { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 1e-4 }, options);
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
      const state = (this.state[name] ??= Array.from(g, () => ({ m: 0, v: 0, t: 0 })));
      const next = Array.from(variable.dataSync(), (w, i) => this.step(w, g[i], state[i]));
      tf.tidy(() => variable.assign(tf.tensor(next, variable.shape)));
    }
  }
  step(w, g, s) {
    s.t++; s.m = this.beta1 * s.m + (1 - this.beta1) * g; s.v = this.beta2 * s.v + (1 - this.beta2) * g * g; const bc1 = 1 - this.beta1 ** s.t; const bc2 = 1 - this.beta2 ** s.t; const u = s.m / bc1 / (Math.sqrt(s.v / bc2) + this.epsilon) + this.weightDecay * w; return w - this.learningRate * u;
  }
}
