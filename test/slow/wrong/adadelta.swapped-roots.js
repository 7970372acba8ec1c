import { Optimizer } from 'downhill';

export class AdaDelta extends Optimizer {
  static className = 'OwnAdaDelta';
  static slots = ['a', 'd'];
  static defaults = { learningRate: 1, rho: 0.9, epsilon: 1e-6 };

  update({ w, g, lr, t }, { a, d }, { rho, epsilon }) {
    a = a.mul(rho).add(g.square().mul(1 - rho));
    const u = a.add(epsilon).sqrt().div(d.add(epsilon).sqrt()).mul(g);
    d = d.mul(rho).add(u.square().mul(1 - rho));
    return { w: w.sub(u.mul(lr)), a, d };
  }
}
