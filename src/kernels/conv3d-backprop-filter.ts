import * as tf from '@tensorflow/tfjs';
import { conv3d } from './convolution.ts';
import { filterGradient } from './filter-gradient.ts';
import { kernel } from './kernel.ts';
import { slidesOf } from './slide.ts';

/** The gradient of `tf.conv3d` for its filter. */
export const conv3dBackpropFilter = kernel<'x' | 'dy', tf.Conv3DBackpropFilterV2Attrs>(
  tf.Conv3DBackpropFilterV2,
  ({ x, dy }, { strides, pad, filterShape }) => {
    const shape = x.shape as tf.Tensor5D['shape'];
    const info = tf.backend_util.computeConv3DInfo(shape, filterShape, strides, 1, pad);
    return filterGradient(x.toFloat(), dy.toFloat(), slidesOf(info), conv3d);
  },
);
