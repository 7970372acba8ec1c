import * as tf from '@tensorflow/tfjs';

export class AdaGrad extends tf.Optimizer {
  static readonly className = 'AdaGradByHand';
  private sums: Map<string, tf.Variable> = new Map();

  constructor(
    private options: { learningRate: number; initialAccumulatorValue?: number; epsilon?: number },
  ) {
    super();
  }

  get lr() {
    return this.options.learningRate;
  }

  set lr(value) {
    this.options.learningRate = value;
  }

  private sumFor(variable: tf.Variable) {
    let sum = this.sums.get(variable.name);
    if (!sum) {
      const start = this.options.initialAccumulatorValue ?? 0;
      sum = tf.tidy(() => tf.fill(variable.shape, start).variable(false));
      this.sums.set(variable.name, sum);
    }
    return sum;
  }

  applyGradients(gradients: any) {
    const epsilon = this.options.epsilon ?? 1e-8;
    const entries: any[] = Array.isArray(gradients)
      ? gradients
      : Object.keys(gradients).map((name) => ({ name, tensor: gradients[name] }));
    for (const { name, tensor: g } of entries) {
      if (g === null || g === undefined) continue;
      const w = tf.engine().registeredVariables[name];
      const sum = this.sumFor(w);
      tf.tidy(() => {
        sum.assign(sum.add(tf.square(g)));
        w.assign(w.sub(tf.div(g.mul(this.lr), sum.sqrt().add(epsilon))));
      });
    }
    this.incrementIterations();
  }

  getConfig() {
    return {};
  }
}
