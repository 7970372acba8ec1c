import { Optimizer } from 'downhill';

export class ScheduleFree extends Optimizer {
  static className = 'OwnScheduleFree';
  static slots = ['x', 'z', 'v'];
  static defaults = {
    learningRate: 0.0025,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0,
  };

  start({ w }) {
    return { x: w, z: w };
  }

  update({ w, g, lr, t }, { x, z, v }, { beta1, beta2, epsilon, weightDecay }) {
    v = v.mul(beta2).add(g.square().mul(1 - beta2));
    const vHat = v.div(1 - beta2 ** t);
    z = z.sub(g.div(vHat.sqrt().add(epsilon)).add(w.mul(weightDecay)).mul(lr));
    x = x.add(z.sub(x).div(t + 1));
    return { w: x.mul(beta1).add(z.mul(1 - beta1)), x, z, v };
  }
}
