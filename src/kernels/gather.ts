import * as tf from '@tensorflow/tfjs';
import { kernel, type Kernel } from './kernel.ts';

/** `tf.gather`: by batches as a gather of rows from all batches at once, else as the backend does it. */
export const gather: Kernel = {
  name: tf.GatherV2,
  kernelFunc: (original) => (parameters) =>
    parameters.attrs?.['batchDims'] === 0
      ? original(parameters)
      : batched.kernelFunc(original)(parameters),
};

const batched = kernel<'x' | 'indices', tf.GatherV2Attrs>(
  tf.GatherV2,
  ({ x, indices }, { axis, batchDims }, backend) => {
    const [parsedAxis = 0] = tf.util.parseAxisParam(axis, x.shape);
    const { batchSize, outerSize, dimSize, sliceSize, outputShape } =
      tf.backend_util.segment_util.collectGatherOpShapeInfo(x, indices, parsedAxis, batchDims);
    const picked = backend.readSync(indices.dataId) as Int32Array;
    const outside = picked.find((index) => index < 0 || index >= dimSize);
    tf.util.assert(
      outside === undefined,
      () => `GatherV2: the index value ${outside} is not in [0, ${dimSize - 1}]`,
    );
    const each = picked.length / batchSize;
    const rows = Array.from({ length: batchSize * outerSize }, (_, outer) => {
      const batch = Math.floor(outer / outerSize);
      const own = picked.subarray(batch * each, (batch + 1) * each);
      return Array.from(own, (index) => outer * dimSize + index);
    });
    return tf
      .gather(x.reshape([-1, sliceSize]), tf.tensor1d(rows.flat(), 'int32'))
      .reshape(outputShape);
  },
);
