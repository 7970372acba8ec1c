import * as tf from '@tensorflow/tfjs';

/** Plain descent without a base class, and without minimize. */
export default class Descent {
  #rate: number;
  constructor({ learningRate }: { learningRate: number }) {
    this.#rate = learningRate;
  }
  applyGradients(gradients: { name: string; tensor: tf.Tensor }[]): void {
    for (const { name, tensor } of gradients) {
      const w = tf.engine().registeredVariables[name] as tf.Variable;
      tf.tidy(() => w.assign(w.sub(tensor.mul(this.#rate))));
    }
  }
}
