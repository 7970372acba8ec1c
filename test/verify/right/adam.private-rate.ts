import * as tf from '@tensorflow/tfjs';

/** Its rate cannot be changed from outside, and there are no defaults. */
export class Adam {
  readonly #lr: number;
  readonly #beta1: number;
  readonly #beta2: number;
  readonly #epsilon: number;
  readonly #state = new Map<string, readonly [tf.Tensor, tf.Tensor, number]>();

  constructor(options: { learningRate: number; beta1: number; beta2: number; epsilon: number }) {
    this.#lr = options.learningRate;
    this.#beta1 = options.beta1;
    this.#beta2 = options.beta2;
    this.#epsilon = options.epsilon;
  }

  get learningRate() {
    return this.#lr;
  }

  applyGradients(grads: any) {
    const pairs: [string, tf.Tensor][] = Array.isArray(grads)
      ? grads.map((g: any) => [g.name, g.tensor])
      : Object.entries(grads);
    for (const [name, g] of pairs) if (g) this.#step(tf.engine().registeredVariables[name]!, g);
  }

  #step(w: tf.Variable, g: tf.Tensor) {
    const [m0, v0, t0] = this.#state.get(w.name) ?? [tf.zerosLike(w), tf.zerosLike(w), 0];
    const t = t0 + 1;
    const [m, v] = tf.tidy(() => {
      const m = tf.add(m0.mul(this.#beta1), g.mul(1 - this.#beta1));
      const v = tf.add(v0.mul(this.#beta2), g.square().mul(1 - this.#beta2));
      const mHat = m.div(1 - this.#beta1 ** t);
      const vHat = v.div(1 - this.#beta2 ** t);
      w.assign(w.sub(mHat.mul(this.#lr).div(vHat.sqrt().add(this.#epsilon))));
      return [m, v];
    });
    tf.dispose([m0, v0]);
    this.#state.set(w.name, [m!, v!, t]);
  }
}
