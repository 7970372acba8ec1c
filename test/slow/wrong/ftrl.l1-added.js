import * as tf from '@tensorflow/tfjs';

export function create({
  learningRate = 0.001,
  learningRatePower = -0.5,
  initialAccumulatorValue = 0.1,
  l1RegularizationStrength: l1 = 0,
  l2RegularizationStrength: l2 = 0,
  l2ShrinkageRegularizationStrength: shrinkage = 0,
  beta = 0,
} = {}) {
  const states = new Map();
  return {
    learningRate,
    applyGradients(gradients) {
      const entries = Array.isArray(gradients)
        ? gradients.map(({ name, tensor }) => [name, tensor])
        : Object.entries(gradients);
      for (const [name, gradient] of entries) {
        if (gradient == null) continue;
        const variable = tf.engine().registeredVariables[name];
        const [w, g, lr] = [variable.dataSync().slice(), gradient.dataSync(), this.learningRate];
        const s = states.get(name) ?? {
          t: 0,
          n: new Float64Array(w.length),
          z: new Float64Array(w.length),
        };
        states.set(name, s);
        s.t += 1;
        if (s.t === 1) s.n.fill(initialAccumulatorValue);
        for (let i = 0; i < w.length; i++) {
          const before = s.n[i] ** -learningRatePower;
          s.n[i] += g[i] ** 2;
          const root = s.n[i] ** -learningRatePower;
          s.z[i] += g[i] + 2 * shrinkage * w[i] - ((root - before) / lr) * w[i];
          w[i] =
            Math.abs(s.z[i]) <= l1
              ? 0
              : -(s.z[i] + Math.sign(s.z[i]) * l1) / ((beta + root) / lr + 2 * l2);
        }
        tf.tidy(() => variable.assign(tf.tensor(w, variable.shape)));
      }
    },
  };
}
