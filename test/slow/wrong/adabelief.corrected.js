import { Optimizer } from 'downhill';

export class AdaBelief extends Optimizer {
  static className = 'OwnAdaBelief';
  static slots = ['m', 's'];
  static defaults = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-16 };

  update({ w, g, lr, t }, { m, s }, { beta1, beta2, epsilon }) {
    m = m.mul(beta1).add(g.mul(1 - beta1));
    const mHat = m.div(1 - beta1 ** t);
    s = s
      .mul(beta2)
      .add(
        g
          .sub(mHat)
          .square()
          .mul(1 - beta2),
      )
      .add(epsilon);
    const sHat = s.div(1 - beta2 ** t);
    return { w: w.sub(mHat.mul(lr).div(sHat.sqrt().add(epsilon))), m, s };
  }
}
