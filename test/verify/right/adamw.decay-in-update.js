import * as tf from '@tensorflow/tfjs';

// optax.chain(scale_by_adam(), add_decayed_weights(wd), scale(-lr))
const scaleByAdam = ({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }) => ({
  init: (w) => ({ count: 0, mu: tf.zerosLike(w), nu: tf.zerosLike(w) }),
  update: (g, state) => {
    const count = state.count + 1;
    const mu = tf.add(g.mul(1 - beta1), state.mu.mul(beta1));
    const nu = tf.add(g.square().mul(1 - beta2), state.nu.mul(beta2));
    const muHat = mu.div(1 - beta1 ** count);
    const nuHat = nu.div(1 - beta2 ** count);
    return [muHat.div(nuHat.sqrt().add(epsilon)), { count, mu, nu }];
  },
});

export class AdamW {
  constructor({ learningRate = 1e-3, weightDecay = 0.01, ...rest } = {}) {
    this.learningRate = learningRate;
    this.weightDecay = weightDecay;
    this.inner = scaleByAdam(rest);
    this.states = {};
  }

  applyGradients(grads) {
    const tree = Array.isArray(grads) ? Object.fromEntries(grads.map((x) => [x.name, x.tensor])) : grads;
    for (const [name, g] of Object.entries(tree)) {
      if (!g) continue;
      const w = tf.engine().registeredVariables[name];
      const old = this.states[name] ?? this.inner.init(w);
      const next = tf.tidy(() => {
        const [u, state] = this.inner.update(g, old);
        const update = u.add(w.mul(this.weightDecay)).mul(-this.learningRate);
        w.assign(w.add(update));
        return state;
      });
      tf.dispose(old);
      this.states[name] = next;
    }
  }
}
