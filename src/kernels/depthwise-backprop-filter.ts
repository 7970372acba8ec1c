import * as tf from '@tensorflow/tfjs';
import { depthwiseConv2d } from './convolution.ts';
import { seenInputs } from './filter-gradient.ts';
import { kernel } from './kernel.ts';
import { slidesOf } from './slide.ts';

/** The gradient of `tf.depthwiseConv2d` for its filter: a convolution by `dy` of each channel of each image, summed over the images. */
export const depthwiseBackpropFilter = kernel<
  'x' | 'dy',
  tf.DepthwiseConv2dNativeBackpropFilterAttrs
>(
  tf.DepthwiseConv2dNativeBackpropFilter,
  ({ x, dy }, { strides, dilations, pad, dimRoundingMode, filterShape }) => {
    const info = tf.backend_util.computeConv2DInfo(
      x.shape as tf.Tensor4D['shape'],
      filterShape,
      strides,
      dilations,
      pad,
      dimRoundingMode,
      true,
    );
    const slides = slidesOf(info);
    const seen = seenInputs(x.toFloat(), slides).transpose([1, 2, 0, 3]);
    const [height, width, batch, channels] = seen.shape as tf.Tensor4D['shape'];
    const [taps, tapsAcross, , multiplier] = filterShape;
    return depthwiseConv2d(
      seen.reshape([1, height, width, batch * channels]),
      dy
        .toFloat()
        .transpose([1, 2, 0, 3])
        .reshape([info.outHeight, info.outWidth, batch * channels, multiplier]),
      slides.map(({ dilation }) => dilation),
      slides.map(({ stride }) => stride),
    )
      .reshape([taps, tapsAcross, batch, channels, multiplier])
      .sum(2);
  },
);
