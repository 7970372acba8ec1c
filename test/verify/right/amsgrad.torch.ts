import * as tf from '@tensorflow/tfjs';

export class AMSGrad extends tf.Optimizer {
  static className = 'AMSGradTorch';
  s: Record<string, Record<'m' | 'v' | 'max', tf.Variable>> = {};
  t: Record<string, number> = {};
  learningRate: number;
  constructor(private o: any) {
    super();
    this.learningRate = o.learningRate;
  }
  applyGradients(gradients: any) {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = this.o;
    for (const [name, g] of Array.isArray(gradients)
      ? gradients.map((x: any) => [x.name, x.tensor])
      : (Object.entries(gradients) as any)) {
      if (!g) continue;
      tf.tidy(() => {
        const w = tf.engine().registeredVariables[name];
        const zero = () => tf.variable(tf.zerosLike(w), false);
        const s = (this.s[name] ??= { m: zero(), v: zero(), max: zero() });
        const t = (this.t[name] = (this.t[name] ?? 0) + 1);
        s.m.assign(s.m.mul(beta1).add(g.mul(1 - beta1)));
        s.v.assign(s.v.mul(beta2).add(g.square().mul(1 - beta2)));
        s.max.assign(tf.maximum(s.max, s.v));
        const denom = s.max.sqrt().div(Math.sqrt(1 - beta2 ** t)).add(epsilon);
        w.assign(w.sub(s.m.div(denom).mul(this.learningRate / (1 - beta1 ** t))));
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return {};
  }
}
