import { Optimizer } from 'downhill';

export class NAdam extends Optimizer {
  static className = 'OwnNAdam';
  static slots = ['m', 'v', 'p'];
  static defaults = {
    learningRate: 0.002,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    momentumDecay: 0.004,
  };

  update({ w, g, lr, t }, { m, v, p }, { beta1, beta2, epsilon, momentumDecay }) {
    const mu = beta1 * (1 - 0.5 * 0.96 ** (t * momentumDecay));
    const product = t === 1 ? p.add(mu) : p.mul(mu);
    m = m.mul(mu).add(g.mul(1 - mu));
    v = v.mul(beta2).add(g.square().mul(1 - beta2));
    const mHat = m.div(product.mul(-1).add(1));
    const vHat = v.div(1 - beta2 ** t);
    return { w: w.sub(mHat.mul(lr).div(vHat.sqrt().add(epsilon))), m, v, p: product };
  }
}
