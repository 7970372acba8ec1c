import * as tf from '@tensorflow/tfjs';

/** Takes tfjs's constructor, and writes the update itself. */
export class MySGD extends tf.SGDOptimizer {
  static override get className() {
    return 'MySGD';
  }
  constructor({ learningRate = 0.01 }: { learningRate?: number } = {}) {
    super(learningRate);
  }
  override applyGradients(gradients: tf.NamedTensorMap | tf.NamedTensor[]) {
    const named = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor } of named) {
      if (!tensor) continue;
      const weight = tf.engine().registeredVariables[name]!;
      tf.tidy(() => weight.assign(weight.sub(tensor.mul(this.learningRate))));
    }
    this.incrementIterations();
  }
}
