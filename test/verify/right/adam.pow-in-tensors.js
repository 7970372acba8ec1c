import * as tf from '@tensorflow/tfjs';

export class Adam extends tf.Optimizer {
  static className = 'AdamPow';
  constructor({ learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }) {
    super();
    this.learningRate = tf.keep(tf.scalar(learningRate));
    this.beta1 = tf.keep(tf.scalar(beta1));
    this.beta2 = tf.keep(tf.scalar(beta2));
    this.epsilon = tf.keep(tf.scalar(epsilon));
    this.t = 0;
    this.m = {};
    this.v = {};
  }
  setLearningRate(rate) {
    this.learningRate.dispose();
    this.learningRate = tf.keep(tf.scalar(rate));
  }
  applyGradients(gradients) {
    this.t++;
    const map = Array.isArray(gradients)
      ? Object.fromEntries(gradients.map((g) => [g.name, g.tensor]))
      : gradients;
    for (const name of Object.keys(map)) {
      if (!map[name]) continue;
      tf.tidy(() => {
        const g = map[name];
        const w = tf.engine().registeredVariables[name];
        const one = tf.scalar(1);
        this.m[name] = this.m[name] || tf.variable(tf.zerosLike(w), false);
        this.v[name] = this.v[name] || tf.variable(tf.zerosLike(w), false);
        this.m[name].assign(this.m[name].mul(this.beta1).add(g.mul(one.sub(this.beta1))));
        this.v[name].assign(this.v[name].mul(this.beta2).add(g.pow(2).mul(one.sub(this.beta2))));
        const mHat = this.m[name].div(one.sub(tf.pow(this.beta1, this.t)));
        const vHat = this.v[name].div(one.sub(tf.pow(this.beta2, this.t)));
        w.assign(w.sub(this.learningRate.mul(mHat).div(vHat.sqrt().add(this.epsilon))));
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return {};
  }
}
