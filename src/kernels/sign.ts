import * as tf from '@tensorflow/tfjs';
import { kernel } from './kernel.ts';

/** `tf.sign`. */
export const sign = kernel<'x', object>(tf.Sign, ({ x }, _, backend) => {
  const values = backend.readSync(x.dataId) as Float32Array;
  return tf.tensor(values.map(Math.sign), x.shape, x.dtype);
});
