import * as tf from '@tensorflow/tfjs';

export class Momentum extends tf.Optimizer {
  static className = 'LearnerMomentum';
  private velocities = new Map<string, tf.Tensor>();

  constructor(private options: { learningRate: number; momentum?: number }) {
    super();
  }

  get learningRate() {
    return this.options.learningRate;
  }
  set learningRate(value: number) {
    this.options.learningRate = value;
  }

  applyGradients(gradients: tf.NamedTensorMap | tf.NamedTensor[]) {
    const { learningRate, momentum = 0.9 } = this.options;
    const named = Array.isArray(gradients)
      ? gradients
      : Object.keys(gradients).map((name) => ({ name, tensor: gradients[name] }));
    for (const { name, tensor: g } of named) {
      if (g == null) continue;
      const w = tf.engine().registeredVariables[name];
      const old = this.velocities.get(name);
      const v = tf.tidy(() => (old ? old.mul(momentum).add(g) : g.clone()));
      old?.dispose();
      this.velocities.set(name, v);
      tf.tidy(() => w.assign(w.sub(v.mul(learningRate))));
    }
    this.incrementIterations();
  }

  getConfig() {
    return { ...this.options };
  }
  dispose() {
    this.velocities.forEach((v) => v.dispose());
  }
}
