import * as tf from '@tensorflow/tfjs';

// PyTorch's defaults.
export class AdaGrad {
  constructor(options = {}) {
    Object.assign(this, { learningRate: 0.01, initialAccumulatorValue: 0, epsilon: 1e-10 }, options);
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
      const state = (this.state[name] ??= Array.from(g, () => ({ a: this.initialAccumulatorValue })));
      const next = Array.from(variable.dataSync(), (w, i) => this.step(w, g[i], state[i]));
      tf.tidy(() => variable.assign(tf.tensor(next, variable.shape)));
    }
  }
  step(w, g, s) {
    s.a += g * g; return w - (this.learningRate * g) / (Math.sqrt(s.a) + this.epsilon);
  }
}
