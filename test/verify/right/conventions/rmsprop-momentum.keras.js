import * as tf from '@tensorflow/tfjs';

// Keras and tfjs: epsilon inside the root, the rate inside the velocity.
export class RMSPropMomentum {
  constructor(options = {}) {
    Object.assign(this, { learningRate: 0.001, decay: 0.9, momentum: 0.9, epsilon: 1e-7 }, options);
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
      const state = (this.state[name] ??= Array.from(g, () => ({ s: 0, v: 0 })));
      const next = Array.from(variable.dataSync(), (w, i) => this.step(w, g[i], state[i]));
      tf.tidy(() => variable.assign(tf.tensor(next, variable.shape)));
    }
  }
  step(w, g, s) {
    s.s = this.decay * s.s + (1 - this.decay) * g * g; s.v = this.momentum * s.v + (this.learningRate * g) / Math.sqrt(s.s + this.epsilon); return w - s.v;
  }
}
