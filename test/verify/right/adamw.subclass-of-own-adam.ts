import * as tf from '@tensorflow/tfjs';

class Adam extends tf.Optimizer {
  static className = 'OwnAdamBase';
  protected m: tf.NamedTensorMap = {};
  protected v: tf.NamedTensorMap = {};
  protected steps = new Map<string, number>();
  learningRate: number;
  constructor(protected config: { learningRate: number; beta1: number; beta2: number; epsilon: number }) {
    super();
    this.learningRate = config.learningRate;
  }
  protected before(w: tf.Tensor): tf.Tensor {
    return w;
  }
  applyGradients(g: tf.NamedTensorMap | tf.NamedTensor[]) {
    const map: tf.NamedTensorMap = Array.isArray(g)
      ? Object.fromEntries(g.map(({ name, tensor }) => [name, tensor]))
      : g;
    for (const name of Object.keys(map)) if (map[name]) this.one(name, map[name]);
    this.incrementIterations();
  }
  private one(name: string, g: tf.Tensor) {
    const { beta1, beta2, epsilon } = this.config;
    const w = tf.engine().registeredVariables[name];
    const t = (this.steps.get(name) ?? 0) + 1;
    this.steps.set(name, t);
    const old = [this.m[name], this.v[name]];
    [this.m[name], this.v[name]] = tf.tidy(() => {
      const m = tf.add(old[0]?.mul(beta1) ?? 0, g.mul(1 - beta1));
      const v = tf.add(old[1]?.mul(beta2) ?? 0, g.square().mul(1 - beta2));
      const divisor = v.div(1 - beta2 ** t).sqrt().add(epsilon);
      w.assign(this.before(w).sub(m.div(divisor).mul(this.learningRate / (1 - beta1 ** t))));
      return [m, v];
    });
    tf.dispose(old.filter(Boolean));
  }
  getConfig() {
    return { ...this.config };
  }
}

export default class AdamW extends Adam {
  static override className = 'OwnAdamW';
  private weightDecay: number;
  constructor({ learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0.01 } = {}) {
    super({ learningRate, beta1, beta2, epsilon });
    this.weightDecay = weightDecay;
  }
  protected override before(w: tf.Tensor) {
    return w.mul(1 - this.learningRate * this.weightDecay);
  }
}
