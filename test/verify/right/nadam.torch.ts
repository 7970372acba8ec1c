import * as tf from '@tensorflow/tfjs';

export class NAdam extends tf.Optimizer {
  static className = 'NAdamTorch';
  learningRate: number;
  state: Record<string, { step: number; muProduct: number; m: tf.Variable; v: tf.Variable }> = {};
  constructor(private options: any = {}) {
    super();
    this.learningRate = options.learningRate ?? 0.002;
  }
  applyGradients(gradients: any) {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, momentumDecay = 0.004 } = this.options;
    const items: any[] = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor: grad } of items) {
      if (!grad) continue;
      tf.tidy(() => {
        const param = tf.engine().registeredVariables[name];
        const state = (this.state[name] ??= {
          step: 0,
          muProduct: 1,
          m: tf.variable(tf.zerosLike(param), false),
          v: tf.variable(tf.zerosLike(param), false),
        });
        state.step += 1;
        const mu = beta1 * (1 - 0.5 * 0.96 ** (state.step * momentumDecay));
        const muNext = beta1 * (1 - 0.5 * 0.96 ** ((state.step + 1) * momentumDecay));
        state.muProduct *= mu;
        state.m.assign(state.m.mul(beta1).add(grad.mul(1 - beta1)));
        state.v.assign(state.v.mul(beta2).add(grad.square().mul(1 - beta2)));
        const denom = state.v.div(1 - beta2 ** state.step).sqrt().add(epsilon);
        const next = param
          .add(grad.div(denom).mul((-this.learningRate * (1 - mu)) / (1 - state.muProduct)))
          .add(state.m.div(denom).mul((-this.learningRate * muNext) / (1 - state.muProduct * muNext)));
        param.assign(next);
      });
    }
    this.incrementIterations();
  }
  getConfig() {
    return {};
  }
}
