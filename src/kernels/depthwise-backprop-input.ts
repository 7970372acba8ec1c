import * as tf from '@tensorflow/tfjs';
import { depthwiseConv2d, type Convolution } from './convolution.ts';
import { inputGradient } from './input-gradient.ts';
import { kernel } from './kernel.ts';
import { slidesOf } from './slide.ts';

/** The gradient of `tf.depthwiseConv2d` for its input. */
export const depthwiseBackpropInput = kernel<
  'dy' | 'filter',
  tf.DepthwiseConv2dNativeBackpropInputAttrs
>(
  tf.DepthwiseConv2dNativeBackpropInput,
  ({ dy, filter }, { strides, dilations, pad, dimRoundingMode, inputShape }) => {
    const shape = filter.shape as tf.Tensor4D['shape'];
    const [taps, tapsAcross, channels, multiplier] = shape;
    const info = tf.backend_util.computeConv2DInfo(
      inputShape,
      shape,
      strides,
      dilations,
      pad,
      dimRoundingMode,
      true,
    );
    const each = filter.toFloat().reshape([taps, tapsAcross, channels * multiplier, 1]);
    return inputGradient(dy.toFloat(), each, slidesOf(info), byPhase)
      .reshape([...inputShape, multiplier])
      .sum(-1);
  },
);

/** A depthwise convolution that puts together what its filters, not its channels, gave. */
const byPhase: Convolution = (x, filter, strides, dilations) => {
  const out = depthwiseConv2d(x, filter, strides, dilations);
  const place = out.shape.slice(0, -1);
  return out
    .reshape([...place, ...filter.shape.slice(-2)])
    .transpose([0, 1, 2, 4, 3])
    .reshape([...place, -1]);
};
