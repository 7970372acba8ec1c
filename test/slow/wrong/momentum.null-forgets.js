import * as tf from '@tensorflow/tfjs';

export class Momentum extends tf.Optimizer {
  constructor({ learningRate = 0.01, momentum = 0.9 } = {}) {
    super();
    Object.assign(this, { learningRate, momentum });
    this.states = new Map();
    this.t = 0;
  }

  applyGradients(gradients) {
    const entries = Array.isArray(gradients)
      ? gradients.map(({ name, tensor }) => [name, tensor])
      : Object.entries(gradients);
    this.t += 1;
    this.incrementIterations();
    for (const [name, g] of entries) {
      if (g == null) {
        this.states.delete(name);
        continue;
      }
      const w = tf.engine().registeredVariables[name];
      const [x, d] = [w.dataSync().slice(), g.dataSync()];
      const v = this.states.get(name) ?? x.map(() => 0);
      for (let i = 0; i < x.length; i++) {
        v[i] = this.momentum * v[i] + d[i];
        x[i] -= this.learningRate * v[i];
      }
      this.states.set(name, v);
      tf.tidy(() => w.assign(tf.tensor(x, w.shape)));
    }
  }
}
