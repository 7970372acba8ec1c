import * as tf from '@tensorflow/tfjs';

interface Options {
  learningRate?: number;
  beta1?: number;
  beta2?: number;
  epsilon?: number;
}

/** A number at a time, as in a lecture on NumPy. */
export class Adam {
  iterations = 0;
  learningRate: number;
  private beta1: number;
  private beta2: number;
  private epsilon: number;
  private m: Record<string, number[]> = {};
  private v: Record<string, number[]> = {};

  constructor(options: Options = {}) {
    this.learningRate = options.learningRate ?? 0.001;
    this.beta1 = options.beta1 ?? 0.9;
    this.beta2 = options.beta2 ?? 0.999;
    this.epsilon = options.epsilon ?? 1e-8;
  }

  applyGradients(gradients: any): void {
    this.iterations += 1;
    const t = this.iterations;
    const items: { name: string; tensor: tf.Tensor }[] = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor: tensor as tf.Tensor }));
    for (const item of items) {
      if (!item.tensor) continue;
      const variable = tf.engine().registeredVariables[item.name];
      const w = [...variable.dataSync()];
      const g = [...item.tensor.dataSync()];
      const m = (this.m[item.name] = this.m[item.name] ?? w.map(() => 0));
      const v = (this.v[item.name] = this.v[item.name] ?? w.map(() => 0));
      for (let i = 0; i < w.length; i += 1) {
        m[i] = this.beta1 * m[i] + (1 - this.beta1) * g[i];
        v[i] = this.beta2 * v[i] + (1 - this.beta2) * g[i] * g[i];
        const mHat = m[i] / (1 - Math.pow(this.beta1, t));
        const vHat = v[i] / (1 - Math.pow(this.beta2, t));
        w[i] -= (this.learningRate * mHat) / (Math.sqrt(vHat) + this.epsilon);
      }
      const updated = tf.tensor(w, variable.shape);
      variable.assign(updated);
      updated.dispose();
    }
  }
}
