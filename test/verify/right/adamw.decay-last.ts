import * as tf from '@tensorflow/tfjs';

/** The decay comes last, but takes its share of the weight as it was. */
export class AdamW extends tf.Optimizer {
  static className = 'AdamWLast';
  private slots: { [name: string]: { m: tf.Variable; v: tf.Variable } } = {};
  constructor(private options: any) {
    super();
    this.options = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01, ...options };
  }
  set learningRate(rate: number) {
    this.options.learningRate = rate;
  }
  applyGradients(gradients: any) {
    const { learningRate: lr, beta1, beta2, epsilon, weightDecay: wd } = this.options;
    this.incrementIterations();
    const pairs = Array.isArray(gradients)
      ? gradients.map((one: any) => [one.name, one.tensor])
      : Object.entries(gradients);
    for (const [name, g] of pairs as [string, tf.Tensor | null][]) {
      if (g == null) continue;
      tf.tidy(() => {
        const w = tf.engine().registeredVariables[name];
        const slot = (this.slots[name] ??= {
          m: tf.variable(tf.zerosLike(w), false),
          v: tf.variable(tf.zerosLike(w), false),
        });
        slot.m.assign(slot.m.mul(beta1).add(g.mul(1 - beta1)));
        slot.v.assign(slot.v.mul(beta2).add(g.square().mul(1 - beta2)));
        const mHat = slot.m.div(1 - beta1 ** this.iterations);
        const vHat = slot.v.div(1 - beta2 ** this.iterations);
        const step = mHat.mul(lr).div(vHat.sqrt().add(epsilon));
        w.assign(w.sub(step).sub(w.mul(lr * wd)));
      });
    }
  }
  getConfig() {
    return { ...this.options };
  }
}
