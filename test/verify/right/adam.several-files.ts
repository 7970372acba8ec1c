import * as tf from '@tensorflow/tfjs';
import { Moment } from './parts/moments.ts';

export class Adam extends tf.Optimizer {
  static className = 'AdamOfParts';
  moments: Record<string, [Moment, Moment]> = {};
  constructor(public o: any) {
    super();
    this.o = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...o };
  }
  get learningRate(): number {
    return this.o.learningRate;
  }
  set learningRate(value: number) {
    this.o.learningRate = value;
  }
  applyGradients(grads: any) {
    this.incrementIterations();
    const list = Array.isArray(grads) ? grads : Object.entries(grads).map(([name, tensor]) => ({ name, tensor }));
    for (const { name, tensor } of list) {
      if (tensor == null) continue;
      tf.tidy(() => {
        const w = tf.engine().registeredVariables[name];
        this.moments[name] ??= [new Moment(this.o.beta1), new Moment(this.o.beta2)];
        const [first, second] = this.moments[name];
        const m = first.add(tensor).div(1 - this.o.beta1 ** this.iterations);
        const v = second.add(tensor.square()).div(1 - this.o.beta2 ** this.iterations);
        w.assign(w.sub(m.mul(this.o.learningRate).div(v.sqrt().add(this.o.epsilon))));
      });
    }
  }
  getConfig() {
    return this.o;
  }
}
