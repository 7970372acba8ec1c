import { Optimizer } from 'downhill';

export class Adam extends Optimizer {
  static className = 'OwnAdam';
  static slots = ['m', 'v'];
  static defaults = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

  update({ w, g, lr, t }, { m, v }, { beta1, beta2, epsilon }) {
    m = m.mul(beta1).add(g.mul(1 - beta1));
    v = v.mul(beta2).add(g.square().mul(1 - beta2));
    const mHat = m.div(1 - beta1 * t);
    const vHat = v.div(1 - beta2 * t).abs();
    return { w: w.sub(mHat.mul(lr).div(vHat.sqrt().add(epsilon))), m, v };
  }
}
