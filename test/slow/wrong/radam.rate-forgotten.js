import { Optimizer } from 'downhill';

export class RAdam extends Optimizer {
  static className = 'OwnRAdam';
  static slots = ['m', 'v'];
  static defaults = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

  update({ w, g, lr, t }, { m, v }, { beta1, beta2, epsilon }) {
    m = m.mul(beta1).add(g.mul(1 - beta1));
    v = v.mul(beta2).add(g.square().mul(1 - beta2));
    const mHat = m.div(1 - beta1 ** t);
    const vHat = v.div(1 - beta2 ** t);
    const longest = 2 / (1 - beta2) - 1;
    const rho = longest - (2 * t * beta2 ** t) / (1 - beta2 ** t);
    if (rho <= 5) return { w: w.sub(mHat.mul(lr)), m, v };
    const r = Math.sqrt(((rho - 4) * (rho - 2) * longest) / ((longest - 4) * (longest - 2) * rho));
    return { w: w.sub(mHat.mul(r).div(vHat.sqrt().add(epsilon))), m, v };
  }
}
