import * as tf from '@tensorflow/tfjs';

export class Adam extends tf.Optimizer {
  static className = 'AdamProducts';
  private product1 = 1;
  private product2 = 1;
  private first: { [name: string]: tf.Variable } = {};
  private second: { [name: string]: tf.Variable } = {};
  learningRate: number;

  constructor(readonly options: { learningRate: number; beta1: number; beta2: number; epsilon: number }) {
    super();
    this.learningRate = options.learningRate;
  }

  applyGradients(gradients: any) {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = this.options;
    this.product1 *= beta1;
    this.product2 *= beta2;
    const names = Array.isArray(gradients) ? gradients.map((g: any) => g.name) : Object.keys(gradients);
    tf.tidy(() => {
      names.forEach((name: string, i: number) => {
        const g: tf.Tensor | null = Array.isArray(gradients) ? gradients[i].tensor : gradients[name];
        if (g == null) return;
        const w = tf.engine().registeredVariables[name];
        const m = (this.first[name] ??= tf.variable(tf.zerosLike(w), false));
        const v = (this.second[name] ??= tf.variable(tf.zerosLike(w), false));
        m.assign(tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, g)));
        v.assign(tf.add(tf.mul(beta2, v), tf.mul(1 - beta2, tf.square(g))));
        const hat1 = tf.div(m, 1 - this.product1);
        const hat2 = tf.div(v, 1 - this.product2);
        w.assign(tf.sub(w, tf.mul(this.learningRate, tf.div(hat1, tf.add(tf.sqrt(hat2), epsilon)))));
      });
    });
    this.incrementIterations();
  }

  getConfig() {
    return { ...this.options };
  }
}
