import * as tf from '@tensorflow/tfjs';

// g + mu * v  ==  (1 + mu) * v - mu * vOld
export class Nesterov extends tf.Optimizer {
  static className = 'N';
  #v: Record<string, tf.Tensor> = {};
  constructor(public config: { learningRate: number; momentum: number }) {
    super();
  }
  setLearningRate(rate: number) {
    this.config = { ...this.config, learningRate: rate };
  }
  applyGradients(grads: any) {
    const { learningRate: lr, momentum: mu } = this.config;
    const list = Array.isArray(grads) ? grads : Object.entries(grads).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor } of list as tf.NamedTensor[]) {
      if (!tensor) continue;
      const weight = tf.engine().registeredVariables[name]!;
      const before = this.#v[name] ?? tf.zerosLike(weight);
      const [after, next] = tf.tidy(() => {
        const v = before.mul(mu).add(tensor);
        return [v, weight.sub(v.mul(1 + mu).sub(before.mul(mu)).mul(lr))];
      });
      weight.assign(next);
      tf.dispose([before, next]);
      this.#v[name] = after;
    }
    this.incrementIterations();
  }
  getConfig() {
    return this.config;
  }
}
