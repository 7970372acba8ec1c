import * as tf from '@tensorflow/tfjs';

/** p.data.mul_(1 - lr * wd); update = sign(m * b1 + g * (1 - b1)); p.add_(update, -lr); m = m * b2 + g * (1 - b2) */
export class Lion extends tf.Optimizer {
  static className = 'LionHand';
  private m: Record<string, tf.Variable> = {};
  constructor(public options: any) {
    super();
    this.options = { learningRate: 1e-4, beta1: 0.9, beta2: 0.99, weightDecay: 0, ...options };
  }
  set learningRate(x: number) {
    this.options.learningRate = x;
  }
  applyGradients(gradients: any) {
    const { learningRate: lr, beta1, beta2, weightDecay } = this.options;
    const list: any[] = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor: g } of list) {
      if (!g) continue;
      tf.tidy(() => {
        const p = tf.engine().registeredVariables[name];
        const m = (this.m[name] ??= tf.variable(tf.zerosLike(p), false));
        p.assign(p.mul(1 - lr * weightDecay));
        p.assign(p.add(m.mul(beta1).add(g.mul(1 - beta1)).sign().mul(-lr)));
        m.assign(m.mul(beta2).add(g.mul(1 - beta2)));
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return this.options;
  }
}
