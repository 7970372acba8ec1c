import * as tf from '@tensorflow/tfjs';

export function create({ learningRate, decay = 0.9, epsilon = 1e-8 }) {
  const slots = {};
  return {
    learningRate,
    applyGradients(gradients) {
      const entries = Array.isArray(gradients)
        ? gradients.map(({ name, tensor }) => [name, tensor])
        : Object.entries(gradients);
      for (const [name, g] of entries) {
        if (!g) continue;
        const w = tf.engine().registeredVariables[name];
        const old = slots[name] ?? { n: tf.zerosLike(w), mean: tf.zerosLike(w) };
        const { next, ...kept } = tf.tidy(() => {
          const n = tf.addN([old.n.mul(decay), g.mul(g).mul(1 - decay)]);
          const mean = tf.addN([old.mean.mul(decay), g.mul(1 - decay)]);
          const std = n.sub(mean.mul(mean)).relu().sqrt();
          return { next: w.sub(g.div(std.add(epsilon)).mul(this.learningRate)), n, mean };
        });
        tf.dispose(old);
        slots[name] = kept;
        w.assign(next);
        tf.dispose(next);
      }
    },
  };
}
