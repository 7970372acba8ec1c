import * as tf from '@tensorflow/tfjs';

export class Adamax extends tf.Optimizer {
  static className = 'AdamaxTorch';
  private expAvg = new Map<string, tf.Variable>();
  private expInf = new Map<string, tf.Variable>();
  private step = 0;
  constructor(private opts: { learningRate: number; beta1?: number; beta2?: number; epsilon?: number }) {
    super();
  }
  setLearningRate(rate: number) {
    this.opts = { ...this.opts, learningRate: rate };
  }
  applyGradients(gradients: any) {
    const { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = this.opts;
    this.step++;
    const list: any[] = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    tf.tidy(() => {
      for (const { name, tensor: g } of list) {
        if (!g) continue;
        const w = tf.engine().registeredVariables[name];
        for (const map of [this.expAvg, this.expInf]) {
          if (!map.has(name)) map.set(name, tf.variable(tf.zerosLike(w), false));
        }
        const avg = this.expAvg.get(name)!;
        const inf = this.expInf.get(name)!;
        avg.assign(avg.mul(beta1).add(g.mul(1 - beta1)));
        const both = tf.stack([inf.mul(beta2), g.abs().add(epsilon)]);
        inf.assign(both.max(0));
        w.assign(w.add(avg.div(inf).mul(-learningRate / (1 - beta1 ** this.step))));
      }
    });
    this.incrementIterations();
  }
  getConfig() {
    return this.opts as any;
  }
}
