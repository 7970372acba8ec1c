import * as tf from '@tensorflow/tfjs';
import { kernel, type Kernel } from './kernel.ts';
import { maxima, type Pooling, type Tie } from './maxima.ts';
import { slidesOf, windows } from './slide.ts';

/** From the input and the gradients of the outputs to those of the input, all flat `[batch, …, channels]`. */
type PoolGradient = (x: Float32Array, dy: Float32Array, pooling: Pooling) => Float32Array;

/** Each output's goes to where its maximum is. */
const toMaximum =
  (tie: Tie): PoolGradient =>
  (x, dy, pooling) => {
    const dx = new Float32Array(x.length);
    maxima(x, pooling, tie).forEach((place, output) => {
      if (place >= 0) dx[place] = (dx[place] as number) + (dy[output] as number);
    });
    return dx;
  };

/** Each output's goes in equal shares to the inputs in its window; the padding has no share, as it has none in the average. */
const toAll: PoolGradient = (x, dy, { slides, channels }) => {
  const dx = new Float32Array(x.length);
  const seen = windows(slides);
  const imageSize = channels * slides.reduce((size, { inputs }) => size * inputs, 1);
  let output = 0;
  for (let image = 0; image < x.length; image += imageSize) {
    for (const cells of seen) {
      for (let channel = image; channel < image + channels; channel++) {
        const share = (dy[output++] as number) / cells.length;
        for (const cell of cells) {
          const place = channel + cell * channels;
          dx[place] = (dx[place] as number) + share;
        }
      }
    }
  }
  return dx;
};

/** What the gradients of poolings over two and over three axes know of the pooling. */
type Attributes = tf.MaxPoolGradAttrs | tf.MaxPool3DGradAttrs;

function poolGradient(name: string, gradient: PoolGradient): Kernel {
  return kernel<'dy' | 'input', Attributes>(name, ({ dy, input }, attributes, backend) => {
    const info = infoOf(input.shape, attributes);
    const [x, slope] = [input, dy].map(({ dataId }) => backend.readSync(dataId)) as [
      Float32Array,
      Float32Array,
    ];
    const pooling = { slides: slidesOf(info), channels: info.inChannels };
    return tf.tensor(gradient(x, slope, pooling), input.shape);
  });
}

function infoOf(shape: number[], { filterSize, strides, pad, dimRoundingMode }: Attributes) {
  return shape.length === 4
    ? tf.backend_util.computePool2DInfo(
        shape as tf.Tensor4D['shape'],
        filterSize as [number, number],
        strides as [number, number],
        1,
        pad,
        dimRoundingMode,
      )
    : tf.backend_util.computePool3DInfo(
        shape as tf.Tensor5D['shape'],
        filterSize as [number, number, number],
        strides as [number, number, number],
        1,
        pad as 'same',
        dimRoundingMode,
      );
}

/** The gradient of `tf.maxPool`; of equal inputs the first gets it. */
export const maxPoolGrad = poolGradient(tf.MaxPoolGrad, toMaximum('first'));
/** The gradient of `tf.maxPool3d`; of equal inputs the last gets it, as on tfjs's cpu. */
export const maxPool3dGrad = poolGradient(tf.MaxPool3DGrad, toMaximum('last'));
/** The gradient of `tf.avgPool`. */
export const avgPoolGrad = poolGradient(tf.AvgPoolGrad, toAll);
/** The gradient of `tf.avgPool3d`. */
export const avgPool3dGrad = poolGradient(tf.AvgPool3DGrad, toAll);
