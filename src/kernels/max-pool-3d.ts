import * as tf from '@tensorflow/tfjs';
import { kernel } from './kernel.ts';
import { maxima } from './maxima.ts';
import { slidesOf } from './slide.ts';

/** `tf.maxPool3d`. */
export const maxPool3d = kernel<'x', tf.MaxPool3DAttrs>(
  tf.MaxPool3D,
  ({ x }, { filterSize, strides, pad, dimRoundingMode, dataFormat }, backend) => {
    const info = tf.backend_util.computePool3DInfo(
      x.shape as tf.Tensor5D['shape'],
      filterSize,
      strides,
      1,
      pad,
      dimRoundingMode,
      dataFormat,
    );
    const values = backend.readSync(x.dataId) as Float32Array;
    const pooling = { slides: slidesOf(info), channels: info.inChannels };
    const places = maxima(values, pooling, 'last');
    const highest = Float32Array.from(places, (place) => values[place] ?? -Infinity);
    return tf.tensor(highest, info.outShape, x.dtype);
  },
);
