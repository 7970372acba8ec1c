import * as tf from '@tensorflow/tfjs';

/** Its own count is that of the coming update, so that it starts at 1. */
export class Adam {
  iterations = 1;
  learningRate: number;
  m: Record<string, tf.Variable> = {};
  v: Record<string, tf.Variable> = {};
  constructor(private options: any) {
    this.learningRate = options.learningRate;
  }
  applyGradients(gradients: any) {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = this.options;
    const list: any[] = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor: g } of list) {
      if (!g) continue;
      tf.tidy(() => {
        const w = tf.engine().registeredVariables[name];
        const m = (this.m[name] ??= tf.variable(tf.zerosLike(w), false));
        const v = (this.v[name] ??= tf.variable(tf.zerosLike(w), false));
        m.assign(m.mul(beta1).add(g.mul(1 - beta1)));
        v.assign(v.mul(beta2).add(g.square().mul(1 - beta2)));
        const mHat = m.div(1 - beta1 ** this.iterations);
        const vHat = v.div(1 - beta2 ** this.iterations);
        w.assign(w.sub(mHat.mul(this.learningRate).div(vHat.sqrt().add(epsilon))));
      });
    }
    this.iterations++;
  }
}
