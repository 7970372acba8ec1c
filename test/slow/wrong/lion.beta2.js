import { Optimizer } from 'downhill';

export class Lion extends Optimizer {
  static className = 'OwnLion';
  static slots = ['m'];
  static defaults = { learningRate: 0.0001, beta1: 0.9, beta2: 0.999, weightDecay: 0 };

  update({ w, g, lr, t }, { m }, { beta1, beta2, weightDecay }) {
    const u = m.mul(beta1).add(g.mul(1 - beta1));
    const s = u.div(u.abs().maximum(1e-30));
    m = m.mul(beta2).add(g.mul(1 - beta2));
    return { w: w.mul(1 - lr * weightDecay).sub(s.mul(lr)), m };
  }
}
