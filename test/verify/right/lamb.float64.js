import * as tf from '@tensorflow/tfjs';

const norm = (x) => Math.hypot(...x);

export default class LAMB {
  state = {};
  t = 0;
  constructor({ learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-6, weightDecay = 0.01 }) {
    this.learningRate = learningRate;
    this.hyper = { beta1, beta2, epsilon, weightDecay };
  }
  applyGradients(gradients) {
    this.t += 1;
    const { beta1, beta2, epsilon, weightDecay } = this.hyper;
    const list = Array.isArray(gradients) ? gradients : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor } of list) {
      if (tensor == null) continue;
      const variable = tf.engine().registeredVariables[name];
      const w = Array.from(variable.dataSync());
      const g = Array.from(tensor.dataSync());
      const s = (this.state[name] ??= { m: g.map(() => 0), v: g.map(() => 0) });
      s.m = s.m.map((m, i) => m + (1 - beta1) * (g[i] - m));
      s.v = s.v.map((v, i) => v + (1 - beta2) * (g[i] ** 2 - v));
      const u = w.map(
        (wi, i) =>
          s.m[i] / (1 - beta1 ** this.t) / (Math.sqrt(s.v[i] / (1 - beta2 ** this.t)) + epsilon) +
          weightDecay * wi,
      );
      const ratio = norm(w) && norm(u) ? norm(w) / norm(u) : 1;
      tf.tidy(() =>
        variable.assign(tf.tensor(w.map((wi, i) => wi - this.learningRate * ratio * u[i]), variable.shape)),
      );
    }
  }
}
