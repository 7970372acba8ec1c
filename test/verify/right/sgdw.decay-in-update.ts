import * as tf from '@tensorflow/tfjs';

export class SGDW extends tf.Optimizer {
  static className = 'SGDW';
  learningRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
  readonly buffers: Record<string, tf.Variable> = {};

  constructor({ learningRate, momentum, weightDecay }: Record<string, number>) {
    super();
    this.learningRate = learningRate;
    this.momentum = momentum ?? 0.9;
    this.weightDecay = weightDecay ?? 0.01;
  }

  applyGradients(gradients: any) {
    if (!Array.isArray(gradients)) {
      gradients = Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    }
    tf.tidy(() => {
      for (const { name, tensor } of gradients) {
        if (tensor == null) continue;
        const w = tf.engine().registeredVariables[name];
        if (!(name in this.buffers)) {
          this.buffers[name] = tf.variable(tf.zerosLike(w), false);
        }
        const buffer = this.buffers[name];
        buffer.assign(buffer.mul(this.momentum).add(tensor));
        const update = buffer.add(w.mul(this.weightDecay));
        w.assign(w.sub(update.mul(this.learningRate)));
      }
    });
    this.incrementIterations();
  }

  getConfig() {
    return { learningRate: this.learningRate };
  }
}
