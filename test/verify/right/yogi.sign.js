import * as tf from '@tensorflow/tfjs';

export function create(options) {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-3, initialAccumulatorValue: v0 = 1e-6 } = options;
  let lr = options.learningRate ?? 0.01;
  const slots = {};
  const update = (w, g, slot) => {
    slot.t += 1;
    const g2 = tf.square(g);
    const m = tf.add(slot.m.mul(beta1), g.mul(1 - beta1));
    const v = tf.add(slot.v, tf.sign(g2.sub(slot.v)).mul(g2).mul(1 - beta2));
    slot.m.assign(m);
    slot.v.assign(v);
    const denominator = v.sqrt().div(Math.sqrt(1 - beta2 ** slot.t)).add(epsilon);
    w.assign(w.sub(m.div(denominator).mul(lr / (1 - beta1 ** slot.t))));
  };
  return {
    setLearningRate: (rate) => void (lr = rate),
    applyGradients: (gradients) =>
      tf.tidy(() => {
        const entries = Array.isArray(gradients) ? gradients.map((x) => [x.name, x.tensor]) : Object.entries(gradients);
        for (const [name, g] of entries) {
          if (!g) continue;
          const w = tf.engine().registeredVariables[name];
          slots[name] ??= {
            t: 0,
            m: tf.variable(tf.zerosLike(w), false),
            v: tf.variable(tf.onesLike(w).mul(v0), false),
          };
          update(w, g, slots[name]);
        }
      }),
  };
}
