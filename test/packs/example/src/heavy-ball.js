import { Optimizer } from 'downhill';
import { faded } from './faded.js';

/** A velocity that forgets slowly, and a weight that moves with it. */
export class HeavyBall extends Optimizer {
  static className = 'ExampleHeavyBall';
  static slots = ['v'];
  static defaults = { learningRate: 0.01, momentum: 0.9 };

  update({ w, g, lr }, { v }, { momentum }) {
    // #region exercise: let the velocity fade, add the gradient, and move against it
    v = faded(v, momentum).add(g);
    return { w: w.sub(v.mul(lr)), v };
    // #endregion
  }
}
