import * as tf from '@tensorflow/tfjs';

export class SGDMomentum extends tf.Optimizer {
  static className = 'KerasMomentum';
  learningRate: number;
  private momentums = new Map<string, tf.Variable>();
  constructor(private o: { learningRate: number; momentum?: number }) {
    super();
    this.learningRate = o.learningRate;
  }
  applyGradients(gradients: any) {
    const { momentum = 0.9 } = this.o;
    const list: any[] = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor: g } of list) {
      if (!g) continue;
      tf.tidy(() => {
        const w = tf.engine().registeredVariables[name];
        if (!this.momentums.has(name)) this.momentums.set(name, tf.variable(tf.zerosLike(w), false));
        const m = this.momentums.get(name)!;
        m.assign(m.mul(momentum).sub(g.mul(this.learningRate)));
        w.assign(w.add(m));
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return {};
  }
}
