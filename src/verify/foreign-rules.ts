import { rule, sign, type Rule } from '../rules/index.ts';

/** Rules that the library does not have, and that a file may hold in place of the one asked for: id, name and rule. */
export const foreignRules: readonly (readonly [id: string, name: string, rule: Rule])[] = [
  [
    'sign-sgd',
    'SignSGD (the sign of the gradient, times the rate)',
    rule({
      defaults: { learningRate: 0.01 },
      update: ({ w, g, lr }) => ({ w: w.sub(sign(g).mul(lr)) }),
    }),
  ],
  [
    'signum',
    'Signum (the sign of a velocity, times the rate)',
    rule({
      slots: ['v'],
      defaults: { learningRate: 0.01, momentum: 0.9 },
      update({ w, g, lr }, { v }, { momentum }) {
        v = v.mul(momentum).add(g);
        return { w: w.sub(sign(v).mul(lr)), v };
      },
    }),
  ],
  [
    'signum-of-average',
    'Signum (the sign of an average m, times the rate)',
    rule({
      slots: ['m'],
      defaults: { learningRate: 0.01, beta1: 0.9 },
      update({ w, g, lr }, { m }, { beta1 }) {
        m = m.mul(beta1).add(g.mul(1 - beta1));
        return { w: w.sub(sign(m).mul(lr)), m };
      },
    }),
  ],
  [
    'normalized',
    'normalized gradient descent (the gradient divided by its norm)',
    rule({
      defaults: { learningRate: 0.01 },
      update: ({ w, g, lr }) => ({ w: w.sub(g.mul(lr).div(g.norm().maximum(1e-30))) }),
    }),
  ],
  [
    'adam-with-l2',
    'Adam with L2 regularization in its gradient',
    rule({
      slots: ['m', 'v'],
      defaults: { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
      update({ w, g, lr, t }, { m, v }, { beta1, beta2, epsilon, weightDecay }) {
        const grown = g.add(w.mul(weightDecay));
        m = m.mul(beta1).add(grown.mul(1 - beta1));
        v = v.mul(beta2).add(grown.square().mul(1 - beta2));
        const root = v.div(1 - beta2 ** t).sqrt();
        return {
          w: w.sub(
            m
              .div(1 - beta1 ** t)
              .mul(lr)
              .div(root.add(epsilon)),
          ),
          m,
          v,
        };
      },
    }),
  ],
];
