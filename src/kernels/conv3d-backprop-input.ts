import * as tf from '@tensorflow/tfjs';
import { conv3d } from './convolution.ts';
import { inputGradient } from './input-gradient.ts';
import { kernel } from './kernel.ts';
import { slidesOf } from './slide.ts';

/** The gradient of `tf.conv3d` for its input, and `tf.conv3dTranspose`. */
export const conv3dBackpropInput = kernel<'dy' | 'filter', tf.Conv3DBackpropInputV2Attrs>(
  tf.Conv3DBackpropInputV2,
  ({ dy, filter }, { strides, pad, inputShape }) => {
    const shape = filter.shape as tf.Tensor5D['shape'];
    const info = tf.backend_util.computeConv3DInfo(inputShape, shape, strides, 1, pad);
    const turned = filter.toFloat().transpose([0, 1, 2, 4, 3]);
    return inputGradient(dy.toFloat(), turned, slidesOf(info), conv3d);
  },
);
