import * as tf from '@tensorflow/tfjs';

/** As PyTorch computes it: addcdiv(exp_avg, sqrt(exp_avg_sq) / sqrt(bias_correction2) + eps, value = -step_size). */
export class Adam extends tf.Optimizer {
  static className = 'TorchAdam';
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  state: Record<string, { step: number; exp_avg: tf.Variable; exp_avg_sq: tf.Variable }> = {};

  constructor({ learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = {}) {
    super();
    this.learningRate = learningRate;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  applyGradients(gradients: any) {
    const grads: any[] = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor: grad } of grads) {
      if (!grad) continue;
      const param = tf.engine().registeredVariables[name];
      tf.tidy(() => {
        const state = (this.state[name] ??= {
          step: 0,
          exp_avg: tf.variable(tf.zerosLike(param), false),
          exp_avg_sq: tf.variable(tf.zerosLike(param), false),
        });
        state.step += 1;
        const bias1 = 1 - this.beta1 ** state.step;
        const bias2 = 1 - this.beta2 ** state.step;
        state.exp_avg.assign(state.exp_avg.add(grad.sub(state.exp_avg).mul(1 - this.beta1)));
        state.exp_avg_sq.assign(
          state.exp_avg_sq.mul(this.beta2).add(grad.mul(grad).mul(1 - this.beta2)),
        );
        const denom = state.exp_avg_sq.sqrt().div(Math.sqrt(bias2)).add(this.epsilon);
        param.assign(param.add(state.exp_avg.div(denom).mul(-this.learningRate / bias1)));
      });
    }
    this.incrementIterations();
  }

  getConfig() {
    return { learningRate: this.learningRate };
  }
}
