import * as tf from '@tensorflow/tfjs';

export function groupLasso({ strength }: { strength: number }) {
  return (w: tf.Tensor): tf.Scalar => {
    const axis = Math.max(0, w.rank - 2);
    const others = w.shape.map((_, i) => i).filter((i) => i !== axis);
    const size = w.size / w.shape[axis];
    const norms = others.length > 0 ? w.square().sum(others).sqrt() : w.abs();
    return norms.sum().mul(strength * Math.sqrt(size)) as tf.Scalar;
  };
}
