import { Optimizer } from 'downhill';

export class SGDMomentum extends Optimizer {
  static className = 'SGDMomentumWithOption';
  static slots = ['v'];
  static defaults = { learningRate: 0.01, momentum: 0.9 };
  constructor({ nesterov = false, ...options } = {}) {
    super(options);
    this.nesterov = nesterov;
  }
  update({ w, g, lr }, { v }, { momentum }) {
    v = v.mul(momentum).add(g);
    const step = this.nesterov ? g.add(v.mul(momentum)) : v;
    return { w: w.sub(step.mul(lr)), v };
  }
}
