import * as tf from '@tensorflow/tfjs';
import { kernel } from './kernel.ts';
import { maxPoolGradient } from './maxima.ts';
import { slidesOf } from './slide.ts';

/** The gradient of `tf.maxPool3d`; among equals the last input gets it, as on tfjs's cpu. */
export const maxPool3dGrad = kernel<'dy' | 'input', tf.MaxPool3DGradAttrs>(
  tf.MaxPool3DGrad,
  ({ dy, input }, { filterSize, strides, pad, dimRoundingMode }, backend) => {
    const shape = input.shape as tf.Tensor5D['shape'];
    const info = tf.backend_util.computePool3DInfo(
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
    const pooling = { slides: slidesOf(info), channels: info.inChannels, tie: 'last' } as const;
    return tf.tensor(maxPoolGradient(x, gradient, pooling), shape);
  },
);
