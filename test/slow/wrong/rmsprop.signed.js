import { Optimizer } from 'downhill';

export class RMSProp extends Optimizer {
  static className = 'OwnRMSProp';
  static slots = ['s'];
  static defaults = { learningRate: 0.001, decay: 0.9, epsilon: 1e-8 };

  update({ w, g, lr, t }, { s }, { decay, epsilon }) {
    s = s.mul(decay).add(g.mul(g.abs()).mul(1 - decay));
    return { w: w.sub(g.mul(lr).div(s.abs().sqrt().add(epsilon))), s };
  }
}
