import * as tf from '@tensorflow/tfjs';

export class AdaBelief extends tf.Optimizer {
  static className = 'AdaBeliefPaper';
  private cache: any = {};
  constructor(private params: any) {
    super();
  }
  setLearningRate(rate: number) {
    this.params.learningRate = rate;
  }
  applyGradients(gradients: any) {
    const { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-16 } = this.params;
    const pairs = Array.isArray(gradients) ? gradients.map((g: any) => [g.name, g.tensor]) : Object.entries(gradients);
    for (const [name, g] of pairs as any) {
      if (g == null) continue;
      tf.tidy(() => {
        const theta = tf.engine().registeredVariables[name];
        const c = (this.cache[name] ??= {
          t: 0,
          m: tf.variable(tf.zerosLike(theta), false),
          s: tf.variable(tf.zerosLike(theta), false),
        });
        c.t++;
        c.m.assign(c.m.mul(beta1).add(g.mul(1 - beta1)));
        c.s.assign(c.s.mul(beta2).add(tf.squaredDifference(g, c.m).mul(1 - beta2)).add(epsilon));
        const mHat = c.m.div(1 - beta1 ** c.t);
        const sHat = c.s.div(1 - beta2 ** c.t);
        theta.assign(theta.sub(mHat.mul(learningRate).div(sHat.sqrt().add(epsilon))));
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return this.params;
  }
}
