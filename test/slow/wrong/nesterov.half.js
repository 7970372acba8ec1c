import { Optimizer } from 'downhill';

export class Nesterov extends Optimizer {
  static className = 'OwnNesterov';
  static slots = ['v'];
  static defaults = { learningRate: 0.01, momentum: 0.9 };

  update({ w, g, lr, t }, { v }, { momentum }) {
    const half = v.mul(momentum);
    v = half.add(g);
    return { w: w.sub(g.add(half.mul(momentum)).mul(lr)), v };
  }
}
