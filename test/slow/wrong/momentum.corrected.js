import { Optimizer } from 'downhill';

export class Momentum extends Optimizer {
  static className = 'OwnMomentum';
  static slots = ['v'];
  static defaults = { learningRate: 0.01, momentum: 0.9 };

  update({ w, g, lr, t }, { v }, { momentum }) {
    v = v.mul(momentum).add(g.mul(1 - momentum));
    return { w: w.sub(v.div(1 - momentum ** t).mul(lr)), v };
  }
}
