import * as tf from '@tensorflow/tfjs';

/** A convolution without padding, channels last: `x` is `[batch, …, channels]`. */
export type Convolution = (
  x: tf.Tensor,
  filter: tf.Tensor,
  strides: readonly number[],
  dilations: readonly number[],
) => tf.Tensor;

type Pair = [number, number];
type Triple = [number, number, number];

/** `tf.conv2d`. */
export const conv2d: Convolution = (x, filter, strides, dilations) =>
  tf.conv2d(
    x as tf.Tensor4D,
    filter as tf.Tensor4D,
    strides as Pair,
    'valid',
    'NHWC',
    dilations as Pair,
  );

/** `tf.depthwiseConv2d`: each channel by filters of its own. */
export const depthwiseConv2d: Convolution = (x, filter, strides, dilations) =>
  tf.depthwiseConv2d(
    x as tf.Tensor4D,
    filter as tf.Tensor4D,
    strides as Pair,
    'valid',
    'NHWC',
    dilations as Pair,
  );

/** `tf.conv3d`. */
export const conv3d: Convolution = (x, filter, strides, dilations) =>
  tf.conv3d(
    x as tf.Tensor5D,
    filter as tf.Tensor5D,
    strides as Triple,
    'valid',
    'NDHWC',
    dilations as Triple,
  );
