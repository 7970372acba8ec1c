import * as tf from '@tensorflow/tfjs';

/** Not a tf.Optimizer at all: it only knows how to apply gradients. */
export default class SGD {
  constructor(private readonly options: { learningRate: number }) {}

  applyGradients(gradients: { name: string; tensor?: tf.Tensor | null }[] | Record<string, tf.Tensor>) {
    const entries = Array.isArray(gradients)
      ? gradients.map((one) => [one.name, one.tensor] as const)
      : Object.entries(gradients);
    for (const [name, g] of entries) {
      if (!g) continue;
      const w = tf.engine().registeredVariables[name];
      tf.tidy(() => w.assign(tf.sub(w, tf.mul(this.options.learningRate, g))));
    }
  }
}
