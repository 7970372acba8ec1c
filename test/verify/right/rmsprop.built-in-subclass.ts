import * as tf from '@tensorflow/tfjs';

/** Keeps the average of squares in a map of its own; saving is left to the class of tfjs, which knows nothing of it. */
export class RMSProp extends tf.RMSPropOptimizer {
  static override get className() {
    return 'OwnRMSProp';
  }
  private average = new Map<string, tf.Variable>();
  constructor({ learningRate = 0.001, decay = 0.9, epsilon = 1e-8 } = {}) {
    super(learningRate, decay, 0, epsilon, false);
  }
  override applyGradients(gradients: tf.NamedTensorMap | tf.NamedTensor[]) {
    const named = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor: g } of named) {
      if (!g) continue;
      const w = tf.engine().registeredVariables[name]!;
      if (!this.average.has(name)) {
        this.average.set(
          name,
          tf.tidy(() => tf.variable(tf.zerosLike(w), false)),
        );
      }
      const s = this.average.get(name)!;
      tf.tidy(() => {
        s.assign(s.mul(this.decay).add(g.square().mul(1 - this.decay)));
        w.assign(w.sub(g.mul(this.learningRate).div(s.sqrt().add(this.epsilon))));
      });
    }
    this.incrementIterations();
  }
}
