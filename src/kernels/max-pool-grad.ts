import * as tf from '@tensorflow/tfjs';
import { kernel } from './kernel.ts';
import { maxPoolGradient } from './maxima.ts';
import { slidesOf } from './slide.ts';

/** The gradient of `tf.maxPool`; among equals the first input gets it. */
export const maxPoolGrad = kernel<'dy' | 'input', tf.MaxPoolGradAttrs>(
  tf.MaxPoolGrad,
  ({ dy, input }, { filterSize, strides, pad, dimRoundingMode }, backend) => {
    const shape = input.shape as tf.Tensor4D['shape'];
    const info = tf.backend_util.computePool2DInfo(
      shape,
      filterSize,
      strides,
      1,
      pad,
      dimRoundingMode,
    );
    const [x, gradient] = [input, dy].map(({ dataId }) => backend.readSync(dataId)) as [
      Float32Array,
      Float32Array,
    ];
    const pooling = { slides: slidesOf(info), channels: info.inChannels, tie: 'first' } as const;
    return tf.tensor(maxPoolGradient(x, gradient, pooling), shape);
  },
);
