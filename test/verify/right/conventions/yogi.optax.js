import * as tf from '@tensorflow/tfjs';

// optax.yogi: both averages start at initial_accumulator_value.
export class Yogi {
  constructor(options = {}) {
    Object.assign(this, { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-3, initialAccumulatorValue: 1e-6 }, options);
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
      const state = (this.state[name] ??= Array.from(g, () => ({ m: this.initialAccumulatorValue, v: this.initialAccumulatorValue, t: 0 })));
      const next = Array.from(variable.dataSync(), (w, i) => this.step(w, g[i], state[i]));
      tf.tidy(() => variable.assign(tf.tensor(next, variable.shape)));
    }
  }
  step(w, g, s) {
    s.t++; s.m = this.beta1 * s.m + (1 - this.beta1) * g; s.v -= (1 - this.beta2) * Math.sign(s.v - g * g) * g * g; return w - (this.learningRate * s.m) / (1 - this.beta1 ** s.t) / (Math.sqrt(s.v / (1 - this.beta2 ** s.t)) + this.epsilon);
  }
}
