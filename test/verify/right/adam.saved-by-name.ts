import * as tf from '@tensorflow/tfjs';

export class Adam extends tf.Optimizer {
  static className = 'AdamSavedByName';
  private slots: Record<string, { m: tf.Variable; v: tf.Variable }> = {};
  learningRate: number;
  constructor(private options: any = {}) {
    super();
    this.learningRate = options.learningRate ?? 0.001;
  }
  private slotsOf(name: string, like: tf.Tensor) {
    return (this.slots[name] ??= {
      m: tf.tidy(() => tf.variable(tf.zerosLike(like), false)),
      v: tf.tidy(() => tf.variable(tf.zerosLike(like), false)),
    });
  }
  applyGradients(gradients: any) {
    this.incrementIterations();
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = this.options;
    const pairs: any[] = Array.isArray(gradients)
      ? gradients.map((one: any) => [one.name, one.tensor])
      : Object.entries(gradients);
    for (const [name, g] of pairs) {
      if (g == null) continue;
      const w = tf.engine().registeredVariables[name];
      const { m, v } = this.slotsOf(name, w);
      tf.tidy(() => {
        m.assign(m.mul(beta1).add(g.mul(1 - beta1)));
        v.assign(v.mul(beta2).add(g.square().mul(1 - beta2)));
        const mHat = m.div(1 - beta1 ** this.iterations);
        const vHat = v.div(1 - beta2 ** this.iterations);
        w.assign(w.sub(mHat.div(vHat.sqrt().add(epsilon)).mul(this.learningRate)));
      });
    }
  }
  async getWeights() {
    const saved = [await this.saveIterations()];
    for (const [name, { m, v }] of Object.entries(this.slots)) {
      saved.push({ name: `${name}/m`, tensor: m.clone() }, { name: `${name}/v`, tensor: v.clone() });
    }
    return saved;
  }
  async setWeights(weights: tf.NamedTensor[]) {
    weights = await this.extractIterations(weights);
    for (const { name, tensor } of weights) {
      const [variable, slot] = name.split('/') as [string, 'm' | 'v'];
      this.slotsOf(variable, tensor)[slot].assign(tensor);
    }
  }
  getConfig() {
    return this.options;
  }
}
