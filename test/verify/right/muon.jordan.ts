import * as tf from '@tensorflow/tfjs';

function zeropower(g: tf.Tensor2D, steps: number): tf.Tensor2D {
  const [a, b, c] = [3.4445, -4.775, 2.0315];
  const tall = g.shape[0] > g.shape[1];
  let x = tall ? g.transpose() : g;
  x = x.div(tf.maximum(x.norm(), 1e-7));
  for (let i = 0; i < steps; i++) {
    const A = tf.matMul(x as tf.Tensor2D, x as tf.Tensor2D, false, true);
    const B = A.mul(b).add(tf.matMul(A, A).mul(c));
    x = x.mul(a).add(tf.matMul(B as tf.Tensor2D, x as tf.Tensor2D));
  }
  return (tall ? x.transpose() : x) as tf.Tensor2D;
}

export class Muon extends tf.Optimizer {
  static className = 'MuonHand';
  private s: Record<string, any> = {};
  learningRate: number;
  constructor(private o: any) {
    super();
    this.o = { momentum: 0.95, newtonSchulzSteps: 5, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01, ...o };
    this.learningRate = o.learningRate ?? 0.02;
  }
  applyGradients(gradients: any) {
    const { momentum, newtonSchulzSteps, beta1, beta2, epsilon, weightDecay } = this.o;
    const list: any[] = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor: g } of list) {
      if (!g) continue;
      tf.tidy(() => {
        const w = tf.engine().registeredVariables[name];
        const s = (this.s[name] ??= { t: 0 });
        s.t++;
        s.m ??= tf.variable(tf.zerosLike(w), false);
        const shrunk = w.mul(1 - this.learningRate * weightDecay);
        if (w.rank === 2) {
          s.m.assign(s.m.add(g.sub(s.m).mul(1 - momentum)));
          const u = g.add(s.m.sub(g).mul(momentum));
          const o = zeropower(u, newtonSchulzSteps);
          const scale = Math.max(1, w.shape[1] / w.shape[0]) ** 0.5;
          w.assign(shrunk.sub(o.mul(this.learningRate * scale)));
        } else {
          s.v ??= tf.variable(tf.zerosLike(w), false);
          s.m.assign(s.m.mul(beta1).add(g.mul(1 - beta1)));
          s.v.assign(s.v.mul(beta2).add(g.square().mul(1 - beta2)));
          const root = s.v.div(1 - beta2 ** s.t).sqrt().add(epsilon);
          w.assign(shrunk.sub(s.m.div(1 - beta1 ** s.t).div(root).mul(this.learningRate)));
        }
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return {};
  }
}
