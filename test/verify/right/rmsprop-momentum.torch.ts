import * as tf from '@tensorflow/tfjs';

interface State {
  square_avg: tf.Tensor;
  momentum_buffer: tf.Tensor;
}

export class RMSpropMomentum extends tf.Optimizer {
  static className = 'RMSpropMomentum';
  state: Record<string, State> = {};
  defaults: { lr: number; alpha: number; eps: number; momentum: number };

  constructor(options: { learningRate?: number; decay?: number; epsilon?: number; momentum?: number }) {
    super();
    this.defaults = {
      lr: options.learningRate ?? 1e-3,
      alpha: options.decay ?? 0.9,
      eps: options.epsilon ?? 1e-8,
      momentum: options.momentum ?? 0.9,
    };
  }

  set learningRate(value: number) {
    this.defaults.lr = value;
  }
  get learningRate() {
    return this.defaults.lr;
  }

  applyGradients(grads: any) {
    const { lr, alpha, eps, momentum } = this.defaults;
    const named = Array.isArray(grads) ? grads : Object.keys(grads).map((name) => ({ name, tensor: grads[name] }));
    named.forEach(({ name, tensor: grad }: any) => {
      if (grad == null) return;
      const param = tf.engine().registeredVariables[name];
      if (!this.state[name]) {
        this.state[name] = { square_avg: tf.zerosLike(param), momentum_buffer: tf.zerosLike(param) };
      }
      const state = this.state[name];
      const square_avg = tf.tidy(() => state.square_avg.mul(alpha).add(grad.mul(grad).mul(1 - alpha)));
      const buf = tf.tidy(() => state.momentum_buffer.mul(momentum).add(grad.div(square_avg.sqrt().add(eps))));
      const next = tf.tidy(() => param.add(buf.mul(-lr)));
      param.assign(next);
      next.dispose();
      state.square_avg.dispose();
      state.momentum_buffer.dispose();
      this.state[name] = { square_avg, momentum_buffer: buf };
    });
    this.incrementIterations();
  }

  getConfig() {
    return this.defaults as any;
  }
}
