import * as tf from '@tensorflow/tfjs';

// As its authors' code: only z is kept, y is moved by lerp(y, z, c) and lr * (beta1 * (1 - c) - 1).
export class ScheduleFreeAdamW {
  constructor({ learningRate = 0.0025, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 }) {
    Object.assign(this, { learningRate, beta1, beta2, epsilon, weightDecay });
    this.state = {};
  }
  applyGradients(gradients) {
    const entries = Array.isArray(gradients) ? gradients.map((x) => [x.name, x.tensor]) : Object.entries(gradients);
    for (const [name, grad] of entries) {
      if (!grad) continue;
      const y = tf.engine().registeredVariables[name];
      const s = (this.state[name] ??= {
        k: 0,
        lrMax: 0,
        weightSum: 0,
        z: tf.tidy(() => tf.variable(y.clone(), false)),
        v: tf.tidy(() => tf.variable(tf.zerosLike(y), false)),
      });
      s.k += 1;
      const lr = this.learningRate;
      s.lrMax = Math.max(lr, s.lrMax);
      s.weightSum += s.lrMax ** 2;
      const ckp1 = s.lrMax ** 2 / s.weightSum;
      tf.tidy(() => {
        s.v.assign(s.v.mul(this.beta2).add(grad.square().mul(1 - this.beta2)));
        const bias = 1 - this.beta2 ** s.k;
        const normalized = grad
          .div(s.v.div(bias).sqrt().add(this.epsilon))
          .add(y.mul(this.weightDecay));
        y.assign(
          y
            .add(s.z.sub(y).mul(ckp1))
            .add(normalized.mul(lr * (this.beta1 * (1 - ckp1) - 1))),
        );
        s.z.assign(s.z.sub(normalized.mul(lr)));
      });
    }
  }
}
