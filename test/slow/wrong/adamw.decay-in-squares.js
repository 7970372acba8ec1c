import { Optimizer } from 'downhill';

export class AdamW extends Optimizer {
  static className = 'OwnAdamW';
  static slots = ['m', 'v'];
  static defaults = {
    learningRate: 0.001,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0.01,
  };

  update({ w, g, lr, t }, { m, v }, { beta1, beta2, epsilon, weightDecay }) {
    m = m.mul(beta1).add(g.mul(1 - beta1));
    v = v.mul(beta2).add(
      g
        .add(w.mul(weightDecay))
        .square()
        .mul(1 - beta2),
    );
    const mHat = m.div(1 - beta1 ** t);
    const vHat = v.div(1 - beta2 ** t);
    return { w: w.sub(mHat.mul(lr).div(vHat.sqrt().add(epsilon))), m, v };
  }
}
