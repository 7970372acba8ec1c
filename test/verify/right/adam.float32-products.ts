import * as tf from '@tensorflow/tfjs';

/** As tfjs does it: beta^t as scalar tensors that are multiplied on. */
export class AdamOptimizer extends tf.Optimizer {
  static className = 'AdamScalars';
  private accBeta1: tf.Variable;
  private accBeta2: tf.Variable;
  private moments = new Map<string, { m: tf.Variable; v: tf.Variable }>();

  constructor(protected options: Record<'learningRate' | 'beta1' | 'beta2' | 'epsilon', number>) {
    super();
    const { beta1 = 0.9, beta2 = 0.999 } = options;
    this.options = { beta1, beta2, epsilon: 1e-8, ...options } as any;
    this.accBeta1 = tf.tidy(() => tf.scalar(beta1).variable());
    this.accBeta2 = tf.tidy(() => tf.scalar(beta2).variable());
  }

  get learningRate() {
    return this.options.learningRate;
  }
  set learningRate(rate) {
    this.options.learningRate = rate;
  }

  applyGradients(gradients: any) {
    const { beta1, beta2, epsilon, learningRate } = this.options;
    const list: any[] = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    tf.tidy(() => {
      const oneMinus1 = tf.sub(1, this.accBeta1);
      const oneMinus2 = tf.sub(1, this.accBeta2);
      for (const { name, tensor: g } of list) {
        if (g == null) continue;
        const w = tf.engine().registeredVariables[name];
        if (!this.moments.has(name)) {
          this.moments.set(name, {
            m: tf.zerosLike(w).variable(false),
            v: tf.zerosLike(w).variable(false),
          });
        }
        const { m, v } = this.moments.get(name)!;
        m.assign(m.mul(beta1).add(g.mul(1 - beta1)));
        v.assign(v.mul(beta2).add(tf.square(g).mul(1 - beta2)));
        const step = m.div(oneMinus1).div(v.div(oneMinus2).sqrt().add(epsilon));
        w.assign(step.mul(-learningRate).add(w));
      }
      this.accBeta1.assign(this.accBeta1.mul(beta1));
      this.accBeta2.assign(this.accBeta2.mul(beta2));
    });
    this.incrementIterations();
  }

  getConfig() {
    return { ...this.options };
  }
}
