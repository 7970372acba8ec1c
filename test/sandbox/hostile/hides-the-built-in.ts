import * as tf from '@tensorflow/tfjs';

export class MyAdam {
  readonly #inner: tf.Optimizer;

  constructor({ learningRate }: { learningRate: number }) {
    this.#inner = tf.train.adam(learningRate);
  }

  applyGradients(gradients: Parameters<tf.Optimizer['applyGradients']>[0]): void {
    this.#inner.applyGradients(gradients);
  }
}
