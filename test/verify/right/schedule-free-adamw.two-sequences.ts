import * as tf from '@tensorflow/tfjs';

/** Keeps x and z; y, where gradients are taken, is in the variable. */
export class ScheduleFreeAdamW extends tf.Optimizer {
  static className = 'ScheduleFreeHand';
  learningRate: number;
  private s: Record<string, { x: tf.Variable; z: tf.Variable; v: tf.Variable; t: number; peak: number; sum: number }> = {};
  constructor(private o: any) {
    super();
    this.learningRate = o.learningRate ?? 0.0025;
  }
  applyGradients(gradients: any) {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 } = this.o;
    const lr = this.learningRate;
    const list: any[] = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor: g } of list) {
      if (!g) continue;
      tf.tidy(() => {
        const y = tf.engine().registeredVariables[name];
        const s = (this.s[name] ??= {
          x: tf.variable(y.clone(), false),
          z: tf.variable(y.clone(), false),
          v: tf.variable(tf.zerosLike(y), false),
          t: 0,
          peak: 0,
          sum: 0,
        });
        s.t++;
        s.peak = Math.max(s.peak, lr);
        s.sum += s.peak ** 2;
        s.v.assign(s.v.mul(beta2).add(g.square().mul(1 - beta2)));
        const denominator = s.v.div(1 - beta2 ** s.t).sqrt().add(epsilon);
        s.z.assign(s.z.sub(g.div(denominator).mul(lr)).sub(y.mul(lr * weightDecay)));
        const c = s.peak ** 2 / s.sum;
        s.x.assign(s.x.mul(1 - c).add(s.z.mul(c)));
        y.assign(s.z.mul(1 - beta1).add(s.x.mul(beta1)));
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return {};
  }
}
