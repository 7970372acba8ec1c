import * as tf from '@tensorflow/tfjs';

/** The variance follows g by itself: no difference of two large squares. */
export class RMSPropCentered extends tf.Optimizer {
  static className = 'CenteredWelford';
  learningRate: number;
  #state = new Map<string, { mean: tf.Variable; variance: tf.Variable }>();
  constructor(private options: { learningRate: number; decay?: number; epsilon?: number }) {
    super();
    this.learningRate = options.learningRate;
  }
  applyGradients(gradients: any) {
    const { decay = 0.9, epsilon = 1e-8 } = this.options;
    const list: any[] = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor: g } of list) {
      if (g == null) continue;
      const w = tf.engine().registeredVariables[name];
      tf.tidy(() => {
        let state = this.#state.get(name);
        if (!state) {
          state = {
            mean: tf.variable(tf.zerosLike(w), false),
            variance: tf.variable(tf.zerosLike(w), false),
          };
          this.#state.set(name, state);
        }
        const off = g.sub(state.mean);
        state.variance.assign(state.variance.add(off.square().mul(1 - decay)).mul(decay));
        state.mean.assign(state.mean.add(off.mul(1 - decay)));
        w.assign(w.sub(g.mul(this.learningRate).div(state.variance.sqrt().add(epsilon))));
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return {};
  }
}
