import * as tf from '@tensorflow/tfjs';

export class GradientDescent {
  constructor({ learningRate = 0.01 }) {
    this.learningRate = learningRate;
  }

  minimize(f, returnCost = false, varList) {
    const { value, grads } = tf.variableGrads(f, varList);
    for (const name of Object.keys(grads)) {
      const variable = varList.find((one) => one.name === name);
      const step = tf.tidy(() => variable.sub(grads[name].mul(this.learningRate)));
      variable.assign(step);
      step.dispose();
    }
    tf.dispose(grads);
    if (returnCost) return value;
    value.dispose();
    return null;
  }
}
