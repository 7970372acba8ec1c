import * as tf from '@tensorflow/tfjs';

export class RMSProp extends tf.Optimizer {
  static className = 'RMSPropLerp';
  private s = new Map<string, tf.Variable>();
  constructor(private o: { learningRate: number; decay: number; epsilon: number }) {
    super();
  }
  setLearningRate(learningRate: number) {
    this.o = { ...this.o, learningRate };
  }
  applyGradients(grads: any) {
    const all = Array.isArray(grads) ? grads.map((x: any) => [x.name, x.tensor]) : Object.entries(grads);
    for (const [name, g] of all as [string, tf.Tensor | null][]) {
      if (!g) continue;
      tf.tidy(() => {
        const w = tf.engine().registeredVariables[name]!;
        if (!this.s.has(name)) this.s.set(name, tf.variable(tf.zeros(w.shape), false));
        const s = this.s.get(name)!;
        s.assign(s.add(tf.sub(g.square(), s).mul(1 - this.o.decay)));
        w.assign(w.sub(g.div(s.sqrt().add(this.o.epsilon)).mul(this.o.learningRate)));
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return { ...this.o };
  }
}
