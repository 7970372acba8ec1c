import { Optimizer } from 'downhill';

export class SGD extends Optimizer {
  static className = 'OwnSGD';
  static slots = [];
  static defaults = { learningRate: 0.01 };

  update({ w, g, lr, t }, {}, {}) {
    return { w: w.shape.length > 1 ? w.sub(g.mul(lr)) : w };
  }
}
