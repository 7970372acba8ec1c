import * as tf from '@tensorflow/tfjs';

export function create({ learningRate = 0.001 } = {}) {
  const step = (variable, g) => {
    variable.assign(variable.sub(g.mul(step.lr)).mul(1000).round().div(1000));
  };
  return {
    learningRate,
    applyGradients(grads) {
      const list = Array.isArray(grads)
        ? grads
        : Object.entries(grads).map(([name, tensor]) => ({ name, tensor }));
      const lr = this.learningRate;
      for (const { name, tensor } of list) {
        if (!tensor) continue;
        const variable = tf.engine().registeredVariables[name];
        step.lr = lr;
        tf.tidy(() => step(variable, tensor));
      }
    },
  };
}
