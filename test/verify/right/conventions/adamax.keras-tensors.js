import * as tf from '@tensorflow/tfjs';

// Keras, in float32.
export class Adamax extends tf.Optimizer {
  static className = 'AdamaxTensors';
  constructor(options) {
    super();
    Object.assign(this, { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }, options);
    this.state = {};
  }
  applyGradients(gradients) {
    const list = Array.isArray(gradients) ? gradients : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor: g } of list) {
      if (!g) continue;
      tf.tidy(() => {
        const w = tf.engine().registeredVariables[name];
        const s = (this.state[name] ??= { t: 0, a: tf.variable(tf.zerosLike(w), false), b: tf.variable(tf.zerosLike(w), false) });
        s.t++;
        const average = (slot, x, beta) => slot.assign(slot.mul(beta).add(x.mul(1 - beta)));
        average(s.a, g, this.beta1); s.b.assign(tf.maximum(s.b.mul(this.beta2), g.abs()));
        w.assign(w.sub(s.a.mul(this.learningRate / (1 - this.beta1 ** s.t)).div(s.b.add(this.epsilon))));
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return {};
  }
}
