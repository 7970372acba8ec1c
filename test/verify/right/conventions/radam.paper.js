import * as tf from '@tensorflow/tfjs';

// The paper: adaptive from 4 on.
export class RAdam {
  constructor(options = {}) {
    Object.assign(this, { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }, options);
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
    s.t++; s.m = this.beta1 * s.m + (1 - this.beta1) * g; s.v = this.beta2 * s.v + (1 - this.beta2) * g * g; const bc1 = 1 - this.beta1 ** s.t; const bc2 = 1 - this.beta2 ** s.t; const long = 2 / (1 - this.beta2) - 1; const rho = long - (2 * s.t * this.beta2 ** s.t) / bc2; const r = Math.sqrt(((rho - 4) * (rho - 2) * long) / ((long - 4) * (long - 2) * rho)); if (rho <= 4) return w - (this.learningRate * s.m) / bc1; return w - (((this.learningRate * s.m) / bc1) * r) / (Math.sqrt(s.v / bc2) + this.epsilon);
  }
}
