import * as tf from '@tensorflow/tfjs';

/** As algorithm 1 has it: there is no learning rate. */
export class AdaDelta extends tf.Optimizer {
  static className = 'ZeilerAdaDelta';
  constructor({ rho = 0.9, epsilon = 1e-6 } = {}) {
    super();
    this.rho = rho;
    this.epsilon = epsilon;
    this.averages = {};
  }
  applyGradients(gradients) {
    const { rho, epsilon, averages } = this;
    const pairs = Array.isArray(gradients)
      ? gradients.map(({ name, tensor }) => [name, tensor])
      : Object.entries(gradients);
    for (const [name, g] of pairs) {
      if (!g) continue;
      const x = tf.engine().registeredVariables[name];
      const [Eg2, Edx2] = (averages[name] ??= [0, 1].map(() => tf.tidy(() => tf.variable(tf.zerosLike(x)))));
      tf.tidy(() => {
        Eg2.assign(Eg2.mul(rho).add(g.square().mul(1 - rho)));
        const dx = Edx2.add(epsilon).sqrt().div(Eg2.add(epsilon).sqrt()).mul(g).neg();
        Edx2.assign(Edx2.mul(rho).add(dx.square().mul(1 - rho)));
        x.assign(x.add(dx));
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return { rho: this.rho, epsilon: this.epsilon };
  }
}
