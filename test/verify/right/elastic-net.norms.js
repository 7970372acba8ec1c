import * as tf from '@tensorflow/tfjs';

export const elasticNet = ({ l1, l2 }) => (w) =>
  tf.norm(w.flatten(), 1).mul(l1).add(tf.norm(w.flatten(), 2).square().mul(l2));
