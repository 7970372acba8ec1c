import * as tf from '@tensorflow/tfjs';

export default function lasso(options) {
  return (w) => tf.tidy(() => w.mul(tf.sign(w)).sum().mul(options.l1));
}
