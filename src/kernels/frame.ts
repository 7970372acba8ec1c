import * as tf from '@tensorflow/tfjs';

/** Where a frame begins along an axis, and its length. */
export type Span = readonly [begin: number, length: number];

/** The part of `x` within one span per axis; a span may begin before `x` and end after it, and sees zeros there. */
export function frame(x: tf.Tensor, spans: readonly Span[]): tf.Tensor {
  const margins = spans.map(([begin, length], axis): [number, number] => [
    Math.max(0, -begin),
    Math.max(0, begin + length - (x.shape[axis] as number)),
  ]);
  const padded = margins.flat().some((margin) => margin > 0) ? tf.pad(x, margins) : x;
  const lengths = spans.map(([, length]) => length);
  if (padded.shape.every((length, axis) => length === lengths[axis])) return padded;
  return padded.slice(
    spans.map(([begin]) => Math.max(0, begin)),
    lengths,
  );
}

/** The span of all there is along an axis, counted from the end if it is negative. */
export function whole(x: tf.Tensor, axis: number): Span {
  return [0, x.shape.at(axis) as number];
}
