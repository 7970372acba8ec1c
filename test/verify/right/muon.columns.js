import * as tf from '@tensorflow/tfjs';

// X (a I + b XᵀX + c (XᵀX)²): the same polynomial from the other side, never transposed.
export class MuonOptimizer {
  constructor(options) {
    this.h = { momentum: 0.95, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01, ...options };
    this.matrices = new Map();
    this.others = new Map();
  }
  set learningRate(rate) {
    this.h.learningRate = rate;
  }
  orthogonal(x) {
    x = x.div(x.norm().maximum(1e-7));
    const eye = tf.eye(x.shape[1]);
    for (let round = 0; round < 5; round++) {
      const a = x.transpose().matMul(x);
      x = x.matMul(eye.mul(3.4445).sub(a.mul(4.775)).add(a.matMul(a).mul(2.0315)));
    }
    return x;
  }
  matrix(w, g) {
    const { momentum, learningRate, weightDecay } = this.h;
    const old = this.matrices.get(w.name);
    const m = tf.tidy(() => (old ? old.mul(momentum) : tf.zerosLike(w)).add(g.mul(1 - momentum)));
    tf.tidy(() => {
      const step = this.orthogonal(m.mul(momentum).add(g.mul(1 - momentum)));
      const [inputs, outputs] = w.shape;
      const rate = learningRate * Math.sqrt(Math.max(1, outputs / inputs));
      w.assign(w.sub(w.mul(learningRate * weightDecay)).sub(step.mul(rate)));
    });
    old?.dispose();
    this.matrices.set(w.name, m);
  }
  other(w, g) {
    const { learningRate, beta1, beta2, epsilon, weightDecay } = this.h;
    const s = this.others.get(w.name) ?? { t: 0, m: Array(w.size).fill(0), v: Array(w.size).fill(0) };
    this.others.set(w.name, s);
    s.t++;
    const gs = g.dataSync();
    const next = Array.from(w.dataSync(), (wi, i) => {
      s.m[i] = beta1 * s.m[i] + (1 - beta1) * gs[i];
      s.v[i] = beta2 * s.v[i] + (1 - beta2) * gs[i] ** 2;
      const step = s.m[i] / (1 - beta1 ** s.t) / (Math.sqrt(s.v[i] / (1 - beta2 ** s.t)) + epsilon);
      return wi - learningRate * (step + weightDecay * wi);
    });
    tf.tidy(() => w.assign(tf.tensor(next, w.shape)));
  }
  applyGradients(gradients) {
    const list = Array.isArray(gradients) ? gradients : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor } of list) {
      if (!tensor) continue;
      const w = tf.engine().registeredVariables[name];
      if (w.shape.length === 2) this.matrix(w, tensor);
      else this.other(w, tensor);
    }
  }
}
