import * as tf from '@tensorflow/tfjs';

export class AMSGrad {
  constructor({ learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }) {
    Object.assign(this, { learningRate, beta1, beta2, epsilon });
    this.t = 0;
    this.state = {};
  }
  applyGradients(gradients) {
    this.t += 1;
    const { beta1, beta2, epsilon, learningRate, t } = this;
    for (const key in gradients) {
      const [name, g] = Array.isArray(gradients)
        ? [gradients[key].name, gradients[key].tensor]
        : [key, gradients[key]];
      if (!g) continue;
      const w = tf.engine().registeredVariables[name];
      const n = w.size;
      const s = (this.state[name] ??= {
        m: new Float64Array(n),
        v: new Float64Array(n),
        max: new Float64Array(n),
      });
      const values = w.dataSync().map((wi, i) => {
        const gi = g.dataSync()[i];
        s.m[i] += (1 - beta1) * (gi - s.m[i]);
        s.v[i] += (1 - beta2) * (gi * gi - s.v[i]);
        s.max[i] = Math.max(s.max[i], s.v[i]);
        const mHat = s.m[i] / (1 - beta1 ** t);
        const vHat = s.max[i] / (1 - beta2 ** t);
        return wi - (learningRate * mHat) / (Math.sqrt(vHat) + epsilon);
      });
      tf.tidy(() => w.assign(tf.tensor(values, w.shape)));
    }
  }
}
