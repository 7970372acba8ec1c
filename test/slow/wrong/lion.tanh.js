import * as tf from '@tensorflow/tfjs';

export function create({ learningRate = 0.001, beta1 = 0.9 } = {}) {
  const state = new Map();

  const step = (variable, g) => {
    if (!state.has(variable.name)) state.set(variable.name, { m: tf.keep(tf.zerosLike(g)) });
    const s = state.get(variable.name);
    const c = s.m.mul(beta1).add(g.mul(1 - beta1));
    variable.assign(variable.sub(c.mul(1000).tanh().mul(step.lr)));
    s.m = tf.keep(s.m.mul(0.99).add(g.mul(0.01)));
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
        const old = Object.values(state.get(name) ?? {});
        step.lr = lr;
        tf.tidy(() => step(variable, tensor));
        const kept = Object.values(state.get(name) ?? {});
        old.filter((one) => one.dispose && !kept.includes(one)).forEach((one) => one.dispose());
      }
    },
    dispose() {
      for (const s of state.values()) Object.values(s).forEach((one) => one.dispose?.());
    },
  };
}
