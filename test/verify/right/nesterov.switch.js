import * as tf from '@tensorflow/tfjs';

// One class for both kinds of momentum, as PyTorch has it.
export class SGD {
  constructor({ learningRate, momentum = 0.9, nesterov = false }) {
    this.learningRate = learningRate;
    this.momentum = momentum;
    this.nesterov = nesterov;
    this.velocity = {};
  }
  applyGradients(gradients) {
    const entries = Array.isArray(gradients)
      ? gradients.map(({ name, tensor }) => [name, tensor])
      : Object.entries(gradients);
    for (const [name, g] of entries) {
      if (!g) continue;
      const w = tf.engine().registeredVariables[name];
      const old = this.velocity[name];
      this.velocity[name] = tf.tidy(() => {
        const v = old ? old.mul(this.momentum).add(g) : g.clone();
        const step = this.nesterov ? g.add(v.mul(this.momentum)) : v;
        w.assign(w.sub(step.mul(this.learningRate)));
        return v;
      });
      if (old) old.dispose();
    }
  }
  dispose() {
    tf.dispose(this.velocity);
  }
}
