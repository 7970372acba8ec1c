import type * as tf from '@tensorflow/tfjs';
import type { Convolution } from './convolution.ts';
import { frame, whole, type Span } from './frame.ts';
import { reach, type Slide } from './slide.ts';

/**
 * The gradient of a convolution for its filter: a convolution of the input by `dy`, in which the batch takes the place of the
 * channels, and strides and dilations that of each other.
 * @param x `[batch, …, channels]`
 * @param dy `[batch, …, filters]`
 * @returns `[…taps, channels, filters]`
 */
export function filterGradient(
  x: tf.Tensor,
  dy: tf.Tensor,
  slides: readonly Slide[],
  convolution: Convolution,
): tf.Tensor {
  const axes = slides.map((_, i) => i + 1);
  const last = slides.length + 1;
  return convolution(
    seenInputs(x, slides).transpose([last, ...axes, 0]),
    dy.transpose([...axes, 0, last]),
    slides.map(({ dilation }) => dilation),
    slides.map(({ stride }) => stride),
  ).transpose([...axes, 0, last]);
}

/** From the first to the last input that any window sees, the zeros of the padding included. */
export function seenInputs(x: tf.Tensor, slides: readonly Slide[]): tf.Tensor {
  const seen = slides.map(({ outputs, taps, stride, dilation, before }): Span => {
    return [-before, reach(outputs, stride) + reach(taps, dilation) - 1];
  });
  return frame(x, [whole(x, 0), ...seen, whole(x, -1)]);
}
