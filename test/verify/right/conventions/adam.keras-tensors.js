import * as tf from '@tensorflow/tfjs';

// Keras, in float32, powers and all.
export class Adam extends tf.Optimizer {
  static className = 'AdamTensors';
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
        average(s.a, g, this.beta1); average(s.b, g.square(), this.beta2); const alpha = tf.scalar(this.learningRate).mul(tf.sqrt(tf.sub(1, tf.pow(this.beta2, s.t)))).div(tf.sub(1, tf.pow(this.beta1, s.t)));
        w.assign(w.sub(s.a.mul(alpha).div(s.b.sqrt().add(this.epsilon))));
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return {};
  }
}
