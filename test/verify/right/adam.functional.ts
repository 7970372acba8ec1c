import * as tf from '@tensorflow/tfjs';

type State = Readonly<{ t: number; m: tf.Tensor; v: tf.Tensor }>;

const init = (w: tf.Tensor): State => ({ t: 0, m: tf.zerosLike(w), v: tf.zerosLike(w) });

const adam =
  (beta1: number, beta2: number, epsilon: number) =>
  (g: tf.Tensor, { t, m, v }: State): [tf.Tensor, State] => {
    const next = {
      t: t + 1,
      m: tf.add(m.mul(beta1), g.mul(1 - beta1)),
      v: tf.add(v.mul(beta2), g.square().mul(1 - beta2)),
    };
    const correct = (x: tf.Tensor, beta: number) => x.div(1 - beta ** next.t);
    return [correct(next.m, beta1).div(correct(next.v, beta2).sqrt().add(epsilon)), next];
  };

/** Optax's way: a transformation of gradients, with the state outside of it. */
export function create({ learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, ...rest }: any) {
  void rest;
  const states = new Map<string, State>();
  const transform = adam(beta1, beta2, epsilon);
  let rate = learningRate;
  return {
    get learningRate() {
      return rate;
    },
    set learningRate(value: number) {
      rate = value;
    },
    applyGradients(gradients: any) {
      const named: Iterable<[string, tf.Tensor | undefined]> = Array.isArray(gradients)
        ? gradients.map(({ name, tensor }) => [name, tensor])
        : Object.entries(gradients);
      for (const [name, g] of named) {
        if (g === undefined || g === null) continue;
        const w = tf.engine().registeredVariables[name];
        const old = states.get(name) ?? init(w);
        const [next, state] = tf.tidy(() => {
          const [update, state] = transform(g, old);
          return [w.sub(update.mul(rate)), state] as any;
        });
        tf.dispose([old.m, old.v]);
        states.set(name, state);
        w.assign(next);
        tf.dispose(next);
      }
    },
  };
}
