import * as tf from '@tensorflow/tfjs';

export class Yogi extends tf.Optimizer {
  static className = 'YogiWhere';
  learningRate: number;
  private m = new Map<string, tf.Variable>();
  private v = new Map<string, tf.Variable>();
  private t = 0;
  constructor(private o: any) {
    super();
    this.learningRate = o.learningRate ?? 0.01;
  }
  applyGradients(gradients: any) {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-3, initialAccumulatorValue = 1e-6 } = this.o;
    this.t++;
    const list: any[] = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor: g } of list) {
      if (!g) continue;
      tf.tidy(() => {
        const w = tf.engine().registeredVariables[name];
        if (!this.m.has(name)) {
          this.m.set(name, tf.variable(tf.zerosLike(w), false));
          this.v.set(name, tf.variable(tf.fill(w.shape, initialAccumulatorValue), false));
        }
        const [m, v] = [this.m.get(name)!, this.v.get(name)!];
        const g2 = g.square();
        const move = g2.mul(1 - beta2);
        m.assign(m.mul(beta1).add(g.mul(1 - beta1)));
        v.assign(tf.where(v.greater(g2), v.sub(move), tf.where(v.less(g2), v.add(move), v)));
        const mHat = m.div(1 - beta1 ** this.t);
        const vHat = v.div(1 - beta2 ** this.t);
        w.assign(w.sub(mHat.div(vHat.sqrt().add(epsilon)).mul(this.learningRate)));
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return {};
  }
}
