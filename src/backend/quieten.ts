import * as tf from '@tensorflow/tfjs';

/** Keeps tfjs from printing its banner about tfjs-node. Must run before the first tensor. */
export function quieten(): void {
  tf.env().set('PROD', true);
}
