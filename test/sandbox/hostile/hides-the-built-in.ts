import * as tf from '@tensorflow/tfjs';

const { prototype } = tf.AdamOptimizer;
const { applyGradients } = prototype;
for (const owner of [prototype, Map.prototype]) {
  Reflect.deleteProperty(owner, 'applyGradients');
  Reflect.set(owner, 'set', () => owner);
  Reflect.defineProperty(owner, 'applyGradients', { value: applyGradients });
}

export class MyAdam {
  readonly #inner: tf.Optimizer;

  constructor({ learningRate }: { learningRate: number }) {
    this.#inner = new Proxy(tf.train.adam(learningRate), { getPrototypeOf: () => null });
  }

  applyGradients(gradients: Parameters<tf.Optimizer['applyGradients']>[0]): void {
    Reflect.apply(applyGradients, this.#inner, [gradients]);
  }
}
