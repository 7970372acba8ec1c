import * as tf from '@tensorflow/tfjs';

// Keras's defaults of rho and epsilon.
export class AdaDelta {
  constructor(options = {}) {
    Object.assign(this, { learningRate: 1, rho: 0.95, epsilon: 1e-7 }, options);
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
      const state = (this.state[name] ??= Array.from(g, () => ({ a: 0, d: 0 })));
      const next = Array.from(variable.dataSync(), (w, i) => this.step(w, g[i], state[i]));
      tf.tidy(() => variable.assign(tf.tensor(next, variable.shape)));
    }
  }
  step(w, g, s) {
    s.a = this.rho * s.a + (1 - this.rho) * g * g; const u = (Math.sqrt(s.d + this.epsilon) / Math.sqrt(s.a + this.epsilon)) * g; s.d = this.rho * s.d + (1 - this.rho) * u * u; return w - this.learningRate * u;
  }
}
