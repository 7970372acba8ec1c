import * as tf from '@tensorflow/tfjs';

export function create({ learningRate = 0.001, epsilon = 1e-8, rho = 0.9 } = {}) {
  const state = new Map();

  const step = (variable, g) => {
    if (!state.has(variable.name))
      state.set(variable.name, { a: tf.keep(tf.zerosLike(g)), d: tf.keep(tf.zerosLike(g)) });
    const s = state.get(variable.name);
    s.a = tf.keep(s.a.mul(rho).add(g.square().mul(1 - rho)));
    const u = s.d.add(epsilon).sqrt().div(s.a.add(epsilon).sqrt()).mul(g).mul(step.lr);
    s.d = tf.keep(s.d.mul(rho).add(u.square().mul(1 - rho)));
    variable.assign(variable.sub(u));
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
