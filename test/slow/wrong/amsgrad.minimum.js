import { Optimizer } from 'downhill';

export class AMSGrad extends Optimizer {
  static className = 'OwnAMSGrad';
  static slots = ['m', 'v', 'low'];
  static defaults = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

  update({ w, g, lr, t }, { m, v, low }, { beta1, beta2, epsilon }) {
    m = m.mul(beta1).add(g.mul(1 - beta1));
    v = v.mul(beta2).add(g.square().mul(1 - beta2));
    low = t === 1 ? v : low.minimum(v);
    const mHat = m.div(1 - beta1 ** t);
    const vHat = low.div(1 - beta2 ** t);
    return { w: w.sub(mHat.mul(lr).div(vHat.sqrt().add(epsilon))), m, v, low };
  }
}
