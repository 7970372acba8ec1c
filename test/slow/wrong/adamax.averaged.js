import * as tf from '@tensorflow/tfjs';

export function create({ learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = {}) {
  const state = new Map();
  let t = 0;

  const step = (variable, g) => {
    if (!state.has(variable.name))
      state.set(variable.name, { m: tf.keep(tf.zerosLike(g)), u: tf.keep(tf.zerosLike(g)) });
    const s = state.get(variable.name);
    s.m = tf.keep(s.m.mul(beta1).add(g.mul(1 - beta1)));
    s.u = tf.keep(s.u.mul(beta2).add(g.abs().mul(1 - beta2)));
    variable.assign(
      variable.sub(
        s.m
          .div(1 - beta1 ** t)
          .div(s.u.add(epsilon))
          .mul(step.lr),
      ),
    );
  };
  return {
    learningRate,
    applyGradients(grads) {
      t++;
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
