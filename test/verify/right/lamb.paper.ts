import * as tf from '@tensorflow/tfjs';

export class Lamb extends tf.Optimizer {
  static className = 'LambHand';
  private slots: Record<string, { m: tf.Variable; v: tf.Variable; t: number }> = {};
  constructor(public o: any) {
    super();
    this.o = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-6, weightDecay: 0.01, ...o };
  }
  get learningRate(): number {
    return this.o.learningRate;
  }
  set learningRate(value: number) {
    this.o.learningRate = value;
  }
  applyGradients(gradients: any) {
    const { learningRate, beta1, beta2, epsilon, weightDecay } = this.o;
    const entries = Array.isArray(gradients) ? gradients.map((g: any) => [g.name, g.tensor]) : Object.entries(gradients);
    for (const [name, g] of entries as [string, tf.Tensor][]) {
      if (!g) continue;
      tf.tidy(() => {
        const w = tf.engine().registeredVariables[name];
        const slot = (this.slots[name] ??= {
          m: tf.variable(tf.zerosLike(w), false),
          v: tf.variable(tf.zerosLike(w), false),
          t: 0,
        });
        slot.t++;
        slot.m.assign(slot.m.mul(beta1).add(g.mul(1 - beta1)));
        slot.v.assign(slot.v.mul(beta2).add(g.square().mul(1 - beta2)));
        const r = slot.m
          .div(1 - beta1 ** slot.t)
          .div(slot.v.div(1 - beta2 ** slot.t).sqrt().add(epsilon));
        const update = r.add(w.mul(weightDecay));
        const wNorm = w.norm().dataSync()[0];
        const uNorm = update.norm().dataSync()[0];
        const trust = wNorm > 0 && uNorm > 0 ? wNorm / uNorm : 1;
        w.assign(w.sub(update.mul(trust * learningRate)));
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return {};
  }
}
