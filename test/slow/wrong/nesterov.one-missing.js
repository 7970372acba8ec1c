import { Optimizer } from 'downhill';

export class Nesterov extends Optimizer {
  static className = 'OwnNesterov';
  static slots = ['v'];
  static defaults = { learningRate: 0.01, momentum: 0.9 };

  update({ w, g, lr }, { v }, { momentum }) {
    const before = v;
    v = v.mul(momentum).sub(g.mul(lr));
    return { w: w.sub(before.mul(momentum)).add(v.mul(momentum)), v };
  }
}
