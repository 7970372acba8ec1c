import * as tf from '@tensorflow/tfjs';

const DEFAULTS = Object.freeze({ learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 });

export default class Adam extends tf.Optimizer {
  static className = 'AdamModule';
  #state = new WeakMap();
  #t = 0;

  constructor(options = {}) {
    super();
    this.settings = { ...DEFAULTS, ...options };
  }

  get learningRate() {
    return this.settings.learningRate;
  }
  set learningRate(rate) {
    this.settings.learningRate = rate;
  }

  applyGradients(gradients) {
    this.#t++;
    const { learningRate, beta1, beta2, epsilon } = this.settings;
    const { registeredVariables } = tf.engine();
    const each = (name, gradient) => {
      if (gradient == null) return;
      const weight = registeredVariables[name];
      const [m, v] = this.#state.get(weight) ?? [0, 1].map(() => tf.variable(tf.tidy(() => tf.zerosLike(weight)), false));
      this.#state.set(weight, [m, v]);
      tf.tidy(() => {
        m.assign(m.mul(beta1).add(gradient.mul(1 - beta1)));
        v.assign(v.mul(beta2).add(gradient.square().mul(1 - beta2)));
        // epsilon comes in by its share of the root
        const numerator = m.mul(learningRate / (1 - beta1 ** this.#t));
        weight.assign(weight.sub(numerator.div(v.div(1 - beta2 ** this.#t).sqrt().add(epsilon))));
      });
    };
    if (Array.isArray(gradients)) gradients.forEach(({ name, tensor }) => each(name, tensor));
    else for (const name in gradients) each(name, gradients[name]);
    this.incrementIterations();
  }

  getConfig() {
    return { ...this.settings };
  }
}
