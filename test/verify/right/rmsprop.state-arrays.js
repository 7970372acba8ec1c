import * as tf from '@tensorflow/tfjs';

/** RMSProp with its state in an array of records that are found by name. */
export class RMSPropOptimizer extends tf.Optimizer {
  static className = 'RMSPropOptimizer';
  constructor(options = {}) {
    super();
    this.learningRate = options.learningRate ?? 0.001;
    this.decay = options.decay ?? 0.9;
    this.epsilon = options.epsilon ?? 1e-8;
    this.accumulated = [];
  }
  applyGradients(variableGradients) {
    const variableNames = Array.isArray(variableGradients)
      ? variableGradients.map((v) => v.name)
      : Object.keys(variableGradients);
    variableNames.forEach((name, i) => {
      const value = tf.engine().registeredVariables[name];
      const gradient = Array.isArray(variableGradients)
        ? variableGradients[i].tensor
        : variableGradients[name];
      if (gradient == null) return;
      let record = this.accumulated.find((one) => one.name === name);
      if (record == null) {
        record = { name, variable: tf.tidy(() => tf.zerosLike(value).variable(false)) };
        this.accumulated.push(record);
      }
      tf.tidy(() => {
        const s = tf.add(
          tf.mul(record.variable, this.decay),
          tf.mul(tf.square(gradient), 1 - this.decay),
        );
        record.variable.assign(s);
        const step = tf.div(tf.mul(gradient, this.learningRate), tf.add(tf.sqrt(s), this.epsilon));
        value.assign(tf.add(value, tf.neg(step)));
      });
    });
    this.incrementIterations();
  }
  getConfig() {
    return { learningRate: this.learningRate, decay: this.decay, epsilon: this.epsilon };
  }
}
