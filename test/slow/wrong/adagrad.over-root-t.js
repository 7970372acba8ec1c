import { Optimizer } from 'downhill';

export class AdaGrad extends Optimizer {
  static className = 'OwnAdaGrad';
  static slots = ['a'];
  static defaults = { learningRate: 0.01, initialAccumulatorValue: 0, epsilon: 1e-8 };

  update({ w, g, lr, t }, { a }, { initialAccumulatorValue, epsilon }) {
    a = a.add(g.square());
    return { w: w.sub(g.mul(lr / Math.sqrt(t)).div(a.sqrt().add(epsilon))), a };
  }
}
