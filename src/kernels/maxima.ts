import { windows, type Slide } from './slide.ts';

/** How the windows of a pooling move, and over how many channels. */
export interface Pooling {
  readonly slides: readonly Slide[];
  readonly channels: number;
}

/** Which of several equal inputs is the maximum. */
export type Tie = 'first' | 'last';

/**
 * For each output of a maximum pooling where in the input its maximum is; -1 if no input of the window is above -Infinity.
 * @param x `[batch, …, channels]`, flat
 */
export function maxima(x: Float32Array, { slides, channels }: Pooling, tie: Tie): Int32Array {
  const seen = windows(slides).map((cells) => (tie === 'first' ? cells : cells.toReversed()));
  const imageSize = channels * slides.reduce((size, { inputs }) => size * inputs, 1);
  const places = new Int32Array((x.length / imageSize) * seen.length * channels).fill(-1);
  let output = 0;
  for (let image = 0; image < x.length; image += imageSize) {
    for (const cells of seen) {
      for (let channel = image; channel < image + channels; channel++) {
        let max = -Infinity;
        for (const cell of cells) {
          const value = x[channel + cell * channels] as number;
          if (value > max) {
            max = value;
            places[output] = channel + cell * channels;
          }
        }
        output++;
      }
    }
  }
  return places;
}
