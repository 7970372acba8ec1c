import * as tf from '@tensorflow/tfjs';

export function create({ learningRate, momentum = 0.9 }) {
  const velocities = {};
  const optimizer = {
    lr: learningRate,
    applyGradients(gradients) {
      const map = Array.isArray(gradients)
        ? Object.fromEntries(gradients.map(({ name, tensor }) => [name, tensor]))
        : gradients;
      for (const name of Object.keys(map)) {
        const dx = map[name];
        if (!dx) continue;
        const x = tf.engine().registeredVariables[name];
        velocities[name] = tf.tidy(() => {
          const old = velocities[name] ?? tf.zerosLike(x);
          const v = old.mul(momentum).sub(dx.mul(optimizer.lr));
          x.assign(x.add(v));
          old.dispose();
          return v;
        });
      }
    },
  };
  return optimizer;
}
