import { Optimizer } from 'downhill';

export class SGDW extends Optimizer {
  static className = 'OwnSGDW';
  static slots = ['v'];
  static defaults = { learningRate: 0.01, momentum: 0.9, weightDecay: 0.01 };

  update({ w, g, lr, t }, { v }, { momentum, weightDecay }) {
    w = w.mul(1 - 0.05 * weightDecay);
    v = v.mul(momentum).add(g);
    return { w: w.sub(v.mul(lr)), v };
  }
}
