/** Learners' files, as they are handed in. */

const adam = (denominator: string) => `import * as tf from '@tensorflow/tfjs';

export class Adam extends tf.Optimizer {
  constructor({ learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = {}) {
    super();
    Object.assign(this, { learningRate, beta1, beta2, epsilon, t: 0, slots: {} });
  }
  static className = 'LearnersAdam';
  getConfig() {
    return {};
  }
  applyGradients(gradients) {
    this.t++;
    const list = Array.isArray(gradients)
      ? gradients.map(({ name, tensor }) => [name, tensor])
      : Object.entries(gradients);
    for (const [name, g] of list) {
      if (g == null) continue;
      const w = tf.engine().registeredVariables[name];
      const slot = (this.slots[name] ??= {
        m: tf.variable(tf.zerosLike(w), false),
        v: tf.variable(tf.zerosLike(w), false),
      });
      tf.tidy(() => {
        slot.m.assign(slot.m.mul(this.beta1).add(g.mul(1 - this.beta1)));
        slot.v.assign(slot.v.mul(this.beta2).add(g.square().mul(1 - this.beta2)));
        const mHat = slot.m.div(1 - this.beta1 ** this.t);
        const vHat = slot.v.div(1 - this.beta2 ** this.t);
        w.assign(w.sub(mHat.mul(this.learningRate).div(${denominator})));
      });
    }
    this.incrementIterations();
  }
}
`;

export const rightAdam = adam('vHat.sqrt().add(this.epsilon)');
/** Not even a convention: a hundred times too large. */
export const wrongAdam = adam('vHat.sqrt().add(this.epsilon).mul(0.01)').replace(
  'this.t++;',
  "this.t++;\n    if (this.t === 1) console.log('hello from the file');",
);
export const endless = 'while (true);\n';
export const broken = 'export class Adam {\n  update( {\n}\n';
export const unclear = 'export class Something {\n  applyGradients() {}\n}\n';
