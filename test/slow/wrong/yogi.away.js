import { Optimizer } from 'downhill';

export class Yogi extends Optimizer {
  static className = 'OwnYogi';
  static slots = ['m', 'v'];
  static defaults = {
    learningRate: 0.01,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-3,
    initialAccumulatorValue: 1e-6,
  };

  start({ zeros }, { initialAccumulatorValue }) {
    return { v: zeros.add(initialAccumulatorValue) };
  }

  update({ w, g, lr, t }, { m, v }, { beta1, beta2, epsilon }) {
    m = m.mul(beta1).add(g.mul(1 - beta1));
    const g2 = g.square();
    v = v.add(
      v
        .sub(g2)
        .sign()
        .mul(g2)
        .mul(1 - beta2),
    );
    const mHat = m.div(1 - beta1 ** t);
    const vHat = v.div(1 - beta2 ** t).maximum(0);
    return { w: w.sub(mHat.mul(lr).div(vHat.sqrt().add(epsilon))), m, v };
  }
}
