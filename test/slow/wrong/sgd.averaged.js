import { Optimizer } from 'downhill';

export class SGD extends Optimizer {
  static className = 'OwnSGD';
  static slots = [];
  static defaults = { learningRate: 0.01 };

  update({ w, g, lr, t }, {}, {}) {
    return { w: w.add(w.sub(g.mul(lr))).mul(0.5) };
  }
}
