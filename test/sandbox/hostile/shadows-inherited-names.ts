import * as tf from '@tensorflow/tfjs';
import Descent from './honest.ts';

/** What people do with names that the language has, too: all of it is honest. */
class Refused extends Error {
  constructor(what: string) {
    super();
    this.name = 'Refused';
    this.message = what;
    this.toString = () => `${this.name}: ${what}`;
  }
}

const counts: Record<string, number> = {};
for (const word of ['constructor', 'toString', 'valueOf']) counts[word] = 1;

class Old extends tf.Optimizer {
  declare inner: Descent;
  constructor(options: { learningRate: number }) {
    super();
    this.inner = new Descent(options);
    this.applyGradients = (gradients) => this.inner.applyGradients(gradients as never);
    this.minimize = (f, cost, list) => super.minimize(f, cost, list);
  }
  applyGradients(_: unknown): void {
    throw new Refused('never called');
  }
  getConfig() {
    return {};
  }
}
Old.prototype.toString = () => 'Old';
Object.assign(globalThis, { mine: counts });
console.log = () => {};
export default Old;
