import * as tf from '@tensorflow/tfjs';
import { conv2d } from './convolution.ts';
import { inputGradient } from './input-gradient.ts';
import { kernel } from './kernel.ts';
import { slidesOf } from './slide.ts';

/** The gradient of `tf.conv2d` for its input, and `tf.conv2dTranspose`. */
export const conv2dBackpropInput = kernel<'dy' | 'filter', tf.Conv2DBackpropInputAttrs>(
  tf.Conv2DBackpropInput,
  ({ dy, filter }, { strides, pad, dataFormat, dimRoundingMode, inputShape }) => {
    const format = tf.backend_util.convertConv2DDataFormat(dataFormat);
    const info = tf.backend_util.computeConv2DInfo(
      inputShape,
      filter.shape as tf.Tensor4D['shape'],
      strides,
      1,
      pad,
      dimRoundingMode,
      false,
      format,
    );
    const turned = filter.toFloat().transpose([0, 1, 3, 2]);
    const gradient = (channelsLast: tf.Tensor) =>
      inputGradient(channelsLast, turned, slidesOf(info), conv2d);
    return format === 'channelsLast'
      ? gradient(dy.toFloat())
      : gradient(dy.toFloat().transpose([0, 2, 3, 1])).transpose([0, 3, 1, 2]);
  },
);
