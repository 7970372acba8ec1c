import * as tf from '@tensorflow/tfjs';

export class LionOptimizer {
  constructor(o = {}) {
    this.lr = o.learningRate ?? 1e-4;
    this.b1 = o.beta1 ?? 0.9;
    this.b2 = o.beta2 ?? 0.99;
    this.wd = o.weightDecay ?? 0;
    this.m = {};
  }
  applyGradients(grads) {
    for (const { name, tensor } of Array.isArray(grads) ? grads : Object.keys(grads).map((k) => ({ name: k, tensor: grads[k] }))) {
      if (!tensor) continue;
      const w = tf.engine().registeredVariables[name];
      const g = tensor.dataSync();
      this.m[name] ??= new Float64Array(g.length);
      const m = this.m[name];
      const out = w.dataSync().map((wi, i) => {
        const c = this.b1 * m[i] + (1 - this.b1) * g[i];
        m[i] = this.b2 * m[i] + (1 - this.b2) * g[i];
        return wi - this.lr * (Math.sign(c) + this.wd * wi);
      });
      const t = tf.tensor(out, w.shape);
      w.assign(t);
      t.dispose();
    }
  }
}
