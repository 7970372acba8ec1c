import { Optimizer } from 'downhill';

export class RMSProp extends Optimizer {
  static className = 'OwnRMSProp';
  static slots = ['s'];
  static defaults = { learningRate: 0.001, decay: 0.9, epsilon: 1e-8 };

  update({ w, g, lr }, { s }, { decay, epsilon }) {
    s = s.mul(decay).sub(g.square().mul(1 - decay));
    return { w: w.sub(g.mul(lr).div(s.sqrt().add(epsilon))), s };
  }
}
