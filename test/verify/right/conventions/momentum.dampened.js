import * as tf from '@tensorflow/tfjs';

// PyTorch's SGD with dampening = momentum: the buffer starts as the first gradient, whole.
export class Momentum {
  buffers = {};
  constructor({ learningRate = 0.01, momentum = 0.9 }) {
    this.learningRate = learningRate;
    this.momentum = momentum;
  }
  applyGradients(gradients) {
    const list = Array.isArray(gradients) ? gradients : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor: g } of list) {
      if (!g) continue;
      const w = tf.engine().registeredVariables[name];
      const old = this.buffers[name];
      const v = tf.tidy(() => (old ? old.mul(this.momentum).add(g.mul(1 - this.momentum)) : g.clone()));
      tf.dispose(old);
      this.buffers[name] = v;
      tf.tidy(() => w.assign(w.sub(v.mul(this.learningRate))));
    }
  }
}
