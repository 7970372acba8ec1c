import * as tf from '@tensorflow/tfjs';
import { zeros } from './zeros.ts';

export class Moment {
  #value: tf.Variable | undefined;
  readonly beta: number;
  constructor(beta: number) {
    this.beta = beta;
  }
  add(x: tf.Tensor): tf.Tensor {
    this.#value ??= zeros(x);
    this.#value.assign(this.#value.mul(this.beta).add(x.mul(1 - this.beta)));
    return this.#value;
  }
}
