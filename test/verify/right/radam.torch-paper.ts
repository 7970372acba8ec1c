import * as tf from '@tensorflow/tfjs';

export class RAdam extends tf.Optimizer {
  static className = 'RAdamHand';
  private m: Record<string, tf.Variable> = {};
  private v: Record<string, tf.Variable> = {};
  private t: Record<string, number> = {};
  readonly rhoInf: number;
  constructor(private o: any) {
    super();
    this.o = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...o };
    this.rhoInf = 2 / (1 - this.o.beta2) - 1;
  }
  get learningRate() {
    return this.o.learningRate;
  }
  set learningRate(value) {
    this.o.learningRate = value;
  }
  private rectify(t: number): number | null {
    const beta2t = this.o.beta2 ** t;
    const rho = this.rhoInf - (2 * t * beta2t) / (1 - beta2t);
    if (rho <= 5) return null;
    const top = (rho - 4) * (rho - 2) * this.rhoInf;
    const bottom = (this.rhoInf - 4) * (this.rhoInf - 2) * rho;
    return Math.sqrt(top / bottom);
  }
  applyGradients(gradients: any) {
    const { beta1, beta2, epsilon, learningRate } = this.o;
    const list: any[] = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor: g } of list) {
      if (!g) continue;
      tf.tidy(() => {
        const w = tf.engine().registeredVariables[name];
        const m = (this.m[name] ??= tf.variable(tf.zerosLike(w), false));
        const v = (this.v[name] ??= tf.variable(tf.zerosLike(w), false));
        const t = (this.t[name] = (this.t[name] ?? 0) + 1);
        m.assign(m.mul(beta1).add(g.mul(1 - beta1)));
        v.assign(v.mul(beta2).add(g.square().mul(1 - beta2)));
        const mHat = m.div(1 - beta1 ** t);
        const r = this.rectify(t);
        if (r === null) w.assign(w.sub(mHat.mul(learningRate)));
        else {
          const l = tf.scalar(1).div(v.div(1 - beta2 ** t).sqrt().add(epsilon));
          w.assign(w.sub(mHat.mul(l).mul(r * learningRate)));
        }
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return {};
  }
}
