import * as tf from '@tensorflow/tfjs';

const rms = (x: tf.Tensor, eps: number) => tf.sqrt(tf.add(x, eps));

export class Adadelta {
  readonly #avg: { [key: string]: { Eg2: tf.Variable; Edx2: tf.Variable } } = {};
  learningRate = 1;
  rho = 0.9;
  epsilon = 1e-6;

  constructor(options: Partial<Pick<Adadelta, 'learningRate' | 'rho' | 'epsilon'>> = {}) {
    Object.assign(this, options);
  }

  applyGradients(input: any) {
    const grads: tf.NamedTensor[] = input instanceof Array ? input : Object.entries(input).map(([name, tensor]: any) => ({ name, tensor }));
    for (const { name, tensor: g } of grads) {
      if (g == null) continue;
      const x = tf.engine().registeredVariables[name]!;
      const state = (this.#avg[name] ??= {
        Eg2: tf.tidy(() => tf.variable(x.mul(0), false)),
        Edx2: tf.tidy(() => tf.variable(x.mul(0), false)),
      });
      tf.tidy(() => {
        const { rho, epsilon } = this;
        state.Eg2.assign(tf.add(tf.mul(rho, state.Eg2), tf.mul(1 - rho, tf.mul(g, g))));
        const dx = tf.neg(tf.mul(tf.div(rms(state.Edx2, epsilon), rms(state.Eg2, epsilon)), g));
        state.Edx2.assign(tf.add(tf.mul(rho, state.Edx2), tf.mul(1 - rho, tf.mul(dx, dx))));
        x.assign(tf.add(x, tf.mul(this.learningRate, dx)));
      });
    }
  }
}
