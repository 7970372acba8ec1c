import * as tf from '@tensorflow/tfjs';

export class LARS extends tf.Optimizer {
  static className = 'LarsPaper';
  learningRate: number;
  private v: Record<string, tf.Variable> = {};
  constructor(private o: any) {
    super();
    this.learningRate = o.learningRate ?? 0.1;
  }
  applyGradients(gradients: any) {
    const { momentum = 0.9, weightDecay = 0, trustCoefficient = 0.001 } = this.o;
    const list: any[] = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor: g } of list) {
      if (!g) continue;
      tf.tidy(() => {
        const w = tf.engine().registeredVariables[name];
        const v = (this.v[name] ??= tf.variable(tf.zerosLike(w), false));
        const wNorm = w.square().sum().sqrt().dataSync()[0];
        const gNorm = g.square().sum().sqrt().dataSync()[0];
        const below = gNorm + weightDecay * wNorm;
        const local = wNorm > 0 && below > 0 ? (trustCoefficient * wNorm) / below : 1;
        v.assign(v.mul(momentum).add(g.add(w.mul(weightDecay)).mul(local * this.learningRate)));
        w.assign(w.sub(v));
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return {};
  }
}
