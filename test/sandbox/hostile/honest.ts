import * as tf from '@tensorflow/tfjs';

/** Nothing is wrong with this one: plain gradient descent. */
export default class Descent {
  readonly learningRate: number;

  constructor({ learningRate }: { learningRate: number }) {
    this.learningRate = learningRate;
  }

  applyGradients(gradients: readonly { name: string; tensor: tf.Tensor }[]): void {
    for (const { name, tensor } of gradients) {
      const variable = tf.engine().registeredVariables[name];
      tf.tidy(() => variable?.assign(variable.sub(tensor.mul(this.learningRate))));
    }
  }
}
