import { windows, type Slide } from './slide.ts';

/** How a pooling looks at its input; `tie` says which of several equal inputs is taken for the maximum. */
export interface Pooling {
  readonly slides: readonly Slide[];
  readonly channels: number;
  readonly tie: 'first' | 'last';
}

/**
 * For each output of a maximum pooling where in the input its maximum is; -1 if no input of the window is above -Infinity.
 * @param x `[batch, …, channels]`, flat
 */
export function maxima(x: Float32Array, { slides, channels, tie }: Pooling): Int32Array {
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

/** The gradient of a maximum pooling: each output's goes to where its maximum is. */
export function maxPoolGradient(x: Float32Array, dy: Float32Array, pooling: Pooling): Float32Array {
  const dx = new Float32Array(x.length);
  maxima(x, pooling).forEach((place, output) => {
    if (place >= 0) dx[place] = (dx[place] as number) + (dy[output] as number);
  });
  return dx;
}
