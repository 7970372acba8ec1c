import * as tf from '@tensorflow/tfjs';

// v is an average of gradients, as in optax.ema(decay, debias=False).
export class Momentum {
  v = {};
  constructor({ learningRate = 0.01, momentum = 0.9 }) {
    this.learningRate = learningRate;
    this.momentum = momentum;
  }
  applyGradients(gradients) {
    const list = Array.isArray(gradients) ? gradients : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor: g } of list) {
      if (!g) continue;
      tf.tidy(() => {
        const w = tf.engine().registeredVariables[name];
        this.v[name] ??= tf.variable(tf.zerosLike(w), false);
        this.v[name].assign(this.v[name].mul(this.momentum).add(g.mul(1 - this.momentum)));
        w.assign(w.sub(this.v[name].mul(this.learningRate)));
      });
    }
  }
}
