import * as tf from '@tensorflow/tfjs';

// Everything in plain JavaScript numbers.
export default class HeavyBall {
  velocity = {};

  constructor(options) {
    this.learningRate = options.learningRate;
    this.mu = options.momentum ?? 0.9;
  }

  applyGradients(grads) {
    if (Array.isArray(grads)) grads = Object.fromEntries(grads.map((g) => [g.name, g.tensor]));
    for (const name in grads) {
      const tensor = grads[name];
      if (tensor === null || tensor === undefined) continue;
      const variable = tf.engine().registeredVariables[name];
      const g = tensor.dataSync();
      const w = Array.from(variable.dataSync());
      if (!this.velocity[name]) this.velocity[name] = new Array(w.length).fill(0);
      const v = this.velocity[name];
      for (let i = 0; i < w.length; i++) {
        v[i] = this.mu * v[i] + g[i];
        w[i] -= this.learningRate * v[i];
      }
      const next = tf.tensor(w, variable.shape, variable.dtype);
      variable.assign(next);
      next.dispose();
    }
  }
}
