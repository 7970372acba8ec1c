import * as tf from '@tensorflow/tfjs';

export default class NotANumber {
  applyGradients(gradients: { name: string }[]): void {
    for (const { name } of gradients) {
      const w = tf.engine().registeredVariables[name] as tf.Variable;
      w.assign(tf.fill(w.shape, Number.NaN));
    }
  }
}
