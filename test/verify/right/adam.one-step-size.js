import * as tf from '@tensorflow/tfjs';

// Both corrections in one step size; epsilon is scaled along, so that nothing changes.
export class Adam extends tf.Optimizer {
  constructor(options) {
    super();
    Object.assign(this, { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }, options);
    this.slots = new Map();
    this.iteration = 0;
  }
  static get className() {
    return 'AdamOneStepSize';
  }
  getConfig() {
    return {};
  }
  applyGradients(grads) {
    this.iteration += 1;
    const t = this.iteration;
    const root = Math.sqrt(1 - this.beta2 ** t);
    const stepSize = (this.learningRate * root) / (1 - this.beta1 ** t);
    const epsilonHat = this.epsilon * root;
    const entries = Array.isArray(grads) ? grads.map((g) => [g.name, g.tensor]) : Object.entries(grads);
    for (const [name, g] of entries) {
      if (g == null) continue;
      const w = tf.engine().registeredVariables[name];
      if (!this.slots.has(name)) {
        this.slots.set(name, [0, 1].map(() => tf.tidy(() => tf.variable(tf.zerosLike(w), false))));
      }
      const [m, v] = this.slots.get(name);
      tf.tidy(() => {
        m.assign(m.mul(this.beta1).add(g.mul(1 - this.beta1)));
        v.assign(v.mul(this.beta2).add(g.square().mul(1 - this.beta2)));
        w.assign(w.sub(m.mul(stepSize).div(v.sqrt().add(epsilonHat))));
      });
    }
    this.incrementIterations();
  }
}
