import * as tf from '@tensorflow/tfjs';

// optax.lion: a decay of 1e-3 by default.
export class Lion {
  constructor(options = {}) {
    Object.assign(this, { learningRate: 1e-3, beta1: 0.9, beta2: 0.99, weightDecay: 1e-3 }, options);
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
      const state = (this.state[name] ??= Array.from(g, () => ({ m: 0 })));
      const next = Array.from(variable.dataSync(), (w, i) => this.step(w, g[i], state[i]));
      tf.tidy(() => variable.assign(tf.tensor(next, variable.shape)));
    }
  }
  step(w, g, s) {
    const u = Math.sign(this.beta1 * s.m + (1 - this.beta1) * g); s.m = this.beta2 * s.m + (1 - this.beta2) * g; return w - this.learningRate * (u + this.weightDecay * w);
  }
}
