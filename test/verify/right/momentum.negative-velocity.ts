import * as tf from '@tensorflow/tfjs';

/** The velocity points downhill, as in physics. */
export class SgdMomentum extends tf.Optimizer {
  learningRate: number;
  momentum: number;
  state: { [name: string]: tf.Variable } = {};
  constructor({ learningRate = 0.01, momentum = 0.9 } = {}) {
    super();
    this.learningRate = learningRate;
    this.momentum = momentum;
  }
  applyGradients(variableGradients: any) {
    const names = Array.isArray(variableGradients)
      ? variableGradients.map((item: any) => item.name)
      : Object.keys(variableGradients);
    names.forEach((name: string, i: number) => {
      const g = Array.isArray(variableGradients) ? variableGradients[i].tensor : variableGradients[name];
      if (g == null) return;
      const w = tf.engine().registeredVariables[name];
      this.state[name] ??= tf.tidy(() => tf.variable(tf.zerosLike(w), false));
      const v = this.state[name];
      tf.tidy(() => {
        v.assign(v.mul(this.momentum).sub(g));
        w.assign(w.add(v.mul(this.learningRate)));
      });
    });
    this.incrementIterations();
  }
  getConfig() {
    return { learningRate: this.learningRate, momentum: this.momentum };
  }
  static get className() {
    return 'SgdMomentum';
  }
}
