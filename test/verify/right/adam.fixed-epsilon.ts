import * as tf from '@tensorflow/tfjs';

const EPS = 1e-8;

export class Adam extends tf.Optimizer {
  static className = 'FixedEpsilonAdam';
  learningRate: number;
  private beta1: number;
  private beta2: number;
  private t = 0;
  private moments = new Map<string, [tf.Variable, tf.Variable]>();

  constructor(options: { learningRate?: number; beta1?: number; beta2?: number } = {}) {
    super();
    const unknown = Object.keys(options).filter((key) => !['learningRate', 'beta1', 'beta2'].includes(key));
    if (unknown.length > 0) throw new Error(`Adam does not know ${unknown.join(', ')}`);
    this.learningRate = options.learningRate ?? 1e-3;
    this.beta1 = options.beta1 ?? 0.9;
    this.beta2 = options.beta2 ?? 0.999;
  }

  applyGradients(gradients: tf.NamedTensorMap | tf.NamedTensor[]) {
    const { beta1, beta2, learningRate } = this;
    const list = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    this.t++;
    for (const { name, tensor: g } of list) {
      if (g == null) continue;
      const w = tf.engine().registeredVariables[name]!;
      if (!this.moments.has(name)) {
        const zeros = () => tf.tidy(() => tf.variable(tf.zerosLike(w), false));
        this.moments.set(name, [zeros(), zeros()]);
      }
      const [m, v] = this.moments.get(name)!;
      tf.tidy(() => {
        m.assign(m.mul(beta1).add(g.mul(1 - beta1)));
        v.assign(v.mul(beta2).add(g.square().mul(1 - beta2)));
        const mHat = m.div(1 - beta1 ** this.t);
        const vHat = v.div(1 - beta2 ** this.t);
        w.assign(w.sub(mHat.mul(learningRate).div(vHat.sqrt().add(EPS))));
      });
    }
    this.incrementIterations();
  }

  getConfig() {
    return { learningRate: this.learningRate, beta1: this.beta1, beta2: this.beta2 };
  }
}
