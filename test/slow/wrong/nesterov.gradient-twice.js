import * as tf from '@tensorflow/tfjs';

export function create({ learningRate = 0.001, momentum = 0.9 } = {}) {
  const state = new Map();

  const step = (variable, g) => {
    if (!state.has(variable.name)) state.set(variable.name, { v: tf.keep(tf.zerosLike(g)) });
    const s = state.get(variable.name);
    const old = s.v;
    s.v = tf.keep(old.mul(momentum).add(g));
    variable.assign(variable.sub(old.mul(momentum).add(g).mul(step.lr)).sub(g.mul(step.lr)));
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
