import * as tf from '@tensorflow/tfjs';

/** With tfjs's interface of a regularizer. */
export class L2 {
  private l2: number;
  constructor({ l2 }: { l2: number }) {
    this.l2 = l2;
  }
  apply(x: tf.Tensor): tf.Scalar {
    return tf.tidy(() => tf.mul(this.l2, tf.sum(tf.square(x))) as tf.Scalar);
  }
}
