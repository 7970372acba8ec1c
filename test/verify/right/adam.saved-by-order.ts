import * as tf from '@tensorflow/tfjs';

/** Saves [iter, m..., v...] in the order in which variables first came; names are remembered in the state's own names. */
export class AdamOptimizer extends tf.Optimizer {
  static className = 'AdamSavedByOrder';
  private names: string[] = [];
  private ms: tf.Variable[] = [];
  private vs: tf.Variable[] = [];
  private loaded: tf.Tensor[] = [];
  constructor(
    private readonly config: { learningRate: number; beta1?: number; beta2?: number; epsilon?: number },
  ) {
    super();
  }
  setLearningRate(value: number) {
    this.config.learningRate = value;
  }
  private index(name: string, w: tf.Variable): number {
    const at = this.names.indexOf(name);
    if (at >= 0) return at;
    this.names.push(name);
    const i = this.names.length - 1;
    const half = this.loaded.length / 2;
    tf.tidy(() => {
      this.ms.push(tf.variable(this.loaded[i] ?? tf.zerosLike(w), false));
      this.vs.push(tf.variable(this.loaded[half + i] ?? tf.zerosLike(w), false));
    });
    return i;
  }
  applyGradients(grads: any) {
    const { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = this.config;
    const list = Array.isArray(grads) ? grads : Object.keys(grads).map((name) => ({ name, tensor: grads[name] }));
    const t = this.iterations + 1;
    for (const { name, tensor: g } of list) {
      if (!g) continue;
      const w = tf.engine().registeredVariables[name];
      const i = this.index(name, w);
      tf.tidy(() => {
        const m = this.ms[i].mul(beta1).add(g.mul(1 - beta1));
        const v = this.vs[i].mul(beta2).add(g.square().mul(1 - beta2));
        this.ms[i].assign(m);
        this.vs[i].assign(v);
        const denominator = v.div(1 - beta2 ** t).sqrt().add(epsilon);
        w.assign(w.sub(m.mul(learningRate / (1 - beta1 ** t)).div(denominator)));
      });
    }
    this.incrementIterations();
  }
  async getWeights() {
    const all = [...this.ms, ...this.vs];
    return [
      await this.saveIterations(),
      ...all.map((tensor, i) => ({ name: `slot${i}`, tensor: tensor.clone() })),
    ];
  }
  async setWeights(weights: tf.NamedTensor[]) {
    const rest = await this.extractIterations(weights);
    this.loaded = rest.map(({ tensor }) => tensor.clone());
  }
  getConfig() {
    return { ...this.config };
  }
}
