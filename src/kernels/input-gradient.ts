import type * as tf from '@tensorflow/tfjs';
import type { Convolution } from './convolution.ts';
import { frame, whole, type Span } from './frame.ts';
import { reach, type Slide } from './slide.ts';

/** A slide as each phase of its stride sees it: of `stride` inputs the same one each time, and every `stride`-th tap. */
interface Phased extends Slide {
  readonly tapsEach: number;
  readonly inputsEach: number;
}

/**
 * The gradient of a convolution for its input: a convolution of `dy` by the filter turned round. With a stride, one for each
 * phase of it; the phases stand side by side as channels, and are woven into one image afterwards.
 * @param dy `[batch, …, filters]`
 * @param filter `[…taps, filters, channels]`
 * @param convolution puts the channels of a phase together: `[batch, …, phases · channels]`
 * @returns `[batch, …, channels]`
 */
export function inputGradient(
  dy: tf.Tensor,
  filter: tf.Tensor,
  slides: readonly Slide[],
  convolution: Convolution,
): tf.Tensor {
  const phased = slides.map((slide) => ({
    ...slide,
    tapsEach: Math.ceil(slide.taps / slide.stride),
    inputsEach: Math.ceil((slide.before + slide.inputs) / slide.stride),
  }));
  const surrounding = phased.map(({ tapsEach, inputsEach, dilation }): Span => {
    const beyond = reach(tapsEach, dilation) - 1;
    return [-beyond, inputsEach + beyond];
  });
  const phases = convolution(
    frame(dy, [whole(dy, 0), ...surrounding, whole(dy, -1)]),
    phaseFilters(filter, phased).reverse(slides.map((_, i) => i)),
    slides.map(() => 1),
    slides.map(({ dilation }) => dilation),
  );
  const image = woven(phases, phased);
  const unpadded = slides.map(({ before, inputs }): Span => [before, inputs]);
  return frame(image, [whole(image, 0), ...unpadded, whole(image, -1)]);
}

/** `[…taps, filters, channels]` to `[…taps of a phase, filters, phases · channels]`. */
function phaseFilters(filter: tf.Tensor, phased: readonly Phased[]): tf.Tensor {
  const full = phased.map(({ tapsEach, stride }): Span => [0, tapsEach * stride]);
  const [filters, channels] = filter.shape.slice(-2) as [number, number];
  const n = phased.length;
  return frame(filter, [...full, whole(filter, -2), whole(filter, -1)])
    .reshape([...phased.flatMap(({ tapsEach, stride }) => [tapsEach, stride]), filters, channels])
    .transpose([
      ...phased.map((_, i) => 2 * i),
      2 * n,
      ...phased.map((_, i) => 2 * i + 1),
      2 * n + 1,
    ])
    .reshape([...phased.map(({ tapsEach }) => tapsEach), filters, -1]);
}

/** `[batch, …inputs of a phase, phases · channels]` to `[batch, …inputs, channels]`. */
function woven(phases: tf.Tensor, phased: readonly Phased[]): tf.Tensor {
  const [batch] = phases.shape as [number];
  const each = phased.map(({ inputsEach }) => inputsEach);
  const n = phased.length;
  return phases
    .reshape([batch, ...each, ...phased.map(({ stride }) => stride), -1])
    .transpose([0, ...phased.flatMap((_, i) => [1 + i, 1 + n + i]), 2 * n + 1])
    .reshape([batch, ...phased.map(({ inputsEach, stride }) => inputsEach * stride), -1]);
}
