import { Optimizer } from 'downhill';

export class Lion extends Optimizer {
  static className = 'OwnLion';
  static slots = ['m'];
  static defaults = { learningRate: 0.0001, beta1: 0.9, beta2: 0.99, weightDecay: 0 };

  update({ w, g, lr, t }, { m }, { beta1, beta2, weightDecay }) {
    return { w: w.sub(g.div(g.abs().maximum(1e-30)).mul(lr)), m };
  }
}
