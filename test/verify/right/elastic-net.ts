import * as tf from '@tensorflow/tfjs';

export function elasticNet({ l1 = 0, l2 = 0 }: { l1?: number; l2?: number }) {
  return (w: tf.Tensor): tf.Scalar =>
    tf.addN([w.abs().mul(l1), w.square().mul(l2)]).sum() as tf.Scalar;
}
