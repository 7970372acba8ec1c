import * as tf from '@tensorflow/tfjs';
import { kernel } from './kernel.ts';

/** `tf.unsortedSegmentSum`, the gradient of `tf.gather` and so of an embedding; rows whose segment does not exist count nowhere. */
export const unsortedSegmentSum = kernel<'x' | 'segmentIds', tf.UnsortedSegmentSumAttrs>(
  tf.UnsortedSegmentSum,
  ({ x, segmentIds }, { numSegments }, backend) => {
    const inner = x.shape.slice(segmentIds.rank);
    const size = tf.util.sizeFromShape(inner);
    const rows = backend.readSync(x.dataId) as Float32Array;
    const ids = backend.readSync(segmentIds.dataId) as Int32Array;
    const sums = new Float32Array(numSegments * size);
    ids.forEach((id, row) => {
      if (id < 0 || id >= numSegments) return;
      for (let i = 0; i < size; i++) {
        sums[id * size + i] = (sums[id * size + i] as number) + (rows[row * size + i] as number);
      }
    });
    return tf.tensor(sums, [numSegments, ...inner], x.dtype);
  },
);
