import * as tf from '@tensorflow/tfjs';

// Keras, in float32.
export class RMSPropCentered extends tf.Optimizer {
  static className = 'RMSPropCenteredTensors';
  constructor(options) {
    super();
    Object.assign(this, { decay: 0.9, epsilon: 1e-7 }, options);
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
        average(s.a, g.square(), this.decay); average(s.b, g, this.decay);
        w.assign(w.sub(g.mul(this.learningRate).div(s.a.sub(s.b.square()).add(this.epsilon).sqrt())));
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return {};
  }
}
