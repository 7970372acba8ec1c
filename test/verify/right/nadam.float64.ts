import * as tf from '@tensorflow/tfjs';

export const create = ({ learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: any) => {
  const mu = (t: number) => beta1 * (1 - 0.5 * Math.pow(0.96, t / 250));
  const state: any = {};
  let t = 0;
  let product = 1;
  return {
    lr: learningRate,
    applyGradients(gradients: any) {
      t++;
      product *= mu(t);
      const next = product * mu(t + 1);
      const named = Array.isArray(gradients) ? Object.fromEntries(gradients.map((x: any) => [x.name, x.tensor])) : gradients;
      for (const name of Object.keys(named)) {
        if (!named[name]) continue;
        const weight = tf.engine().registeredVariables[name];
        const g = named[name].dataSync();
        const s = (state[name] ??= { m: Array(g.length).fill(0), v: Array(g.length).fill(0) });
        const values = Array.from(weight.dataSync(), (w: number, i: number) => {
          s.m[i] = beta1 * s.m[i] + (1 - beta1) * g[i];
          s.v[i] = beta2 * s.v[i] + (1 - beta2) * g[i] ** 2;
          const mBar = (mu(t + 1) * s.m[i]) / (1 - next) + ((1 - mu(t)) * g[i]) / (1 - product);
          return w - (this.lr * mBar) / (Math.sqrt(s.v[i] / (1 - beta2 ** t)) + epsilon);
        });
        tf.tidy(() => weight.assign(tf.tensor(values, weight.shape)));
      }
    },
  };
};
