import * as tf from '@tensorflow/tfjs';
import { conv2d } from './convolution.ts';
import { filterGradient } from './filter-gradient.ts';
import { kernel } from './kernel.ts';
import { slidesOf } from './slide.ts';

/** The gradient of `tf.conv2d` for its filter. */
export const conv2dBackpropFilter = kernel<'x' | 'dy', tf.Conv2DBackpropFilterAttrs>(
  tf.Conv2DBackpropFilter,
  ({ x, dy }, { strides, pad, dataFormat, dimRoundingMode, filterShape }) => {
    const format = tf.backend_util.convertConv2DDataFormat(dataFormat);
    const info = tf.backend_util.computeConv2DInfo(
      x.shape as tf.Tensor4D['shape'],
      filterShape,
      strides,
      1,
      pad,
      dimRoundingMode,
      false,
      format,
    );
    const [image, gradient] = [x.toFloat(), dy.toFloat()].map((t) =>
      format === 'channelsLast' ? t : t.transpose([0, 2, 3, 1]),
    ) as [tf.Tensor, tf.Tensor];
    return filterGradient(image, gradient, slidesOf(info), conv2d);
  },
);
