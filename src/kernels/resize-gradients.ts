import * as tf from '@tensorflow/tfjs';
import { kernel, type Kernel } from './kernel.ts';

/** What an output of a resized axis takes from one of its inputs. */
interface Share {
  readonly from: number;
  readonly weight: number;
}

/** How an axis of `inputs` is made one of `outputs`. */
interface Resizing {
  readonly inputs: number;
  readonly outputs: number;
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/** For each output the inputs it is made of. */
type Shares = (resizing: Resizing) => readonly (readonly Share[])[];

function scale({ inputs, outputs, alignCorners }: Resizing): number {
  return alignCorners && outputs > 1 ? (inputs - 1) / (outputs - 1) : inputs / outputs;
}

const nearest: Shares = (resizing) => {
  const { inputs, outputs, alignCorners, halfPixelCenters } = resizing;
  return Array.from({ length: outputs }, (_, i) => {
    const place = scale(resizing) * (halfPixelCenters ? i + 0.5 : i);
    const whole = alignCorners ? Math.round(place) : Math.floor(place);
    return [{ from: Math.min(inputs - 1, whole), weight: 1 }];
  });
};

const bilinear: Shares = (resizing) => {
  const { inputs, outputs, halfPixelCenters } = resizing;
  return Array.from({ length: outputs }, (_, i) => {
    const shifted = halfPixelCenters ? scale(resizing) * (i + 0.5) - 0.5 : scale(resizing) * i;
    const place = Math.min(inputs - 1, Math.max(0, shifted));
    const from = Math.floor(place);
    const beyond = place - from;
    return [
      { from, weight: 1 - beyond },
      { from: Math.min(inputs - 1, from + 1), weight: beyond },
    ];
  });
};

/** The gradient of a resized image for the image: each output's goes to the inputs by their shares in it. */
function resizeGradient(name: string, shares: Shares): Kernel {
  return kernel<'images' | 'dy', Pick<Resizing, 'alignCorners' | 'halfPixelCenters'>>(
    name,
    ({ images, dy }, options, backend) => {
      const [batch, height, width, channels] = images.shape as tf.Tensor4D['shape'];
      const [, rows, columns] = dy.shape as tf.Tensor4D['shape'];
      const down = shares({ ...options, inputs: height, outputs: rows });
      const across = shares({ ...options, inputs: width, outputs: columns });
      const slope = backend.readSync(dy.dataId) as Float32Array;
      const dx = new Float32Array(images.size);
      let output = 0;
      for (let image = 0; image < batch * height; image += height) {
        for (const vertical of down) {
          for (const horizontal of across) {
            for (const { from: row, weight } of vertical) {
              for (const { from: column, weight: other } of horizontal) {
                const place = ((image + row) * width + column) * channels;
                for (let c = 0; c < channels; c++) {
                  dx[place + c] =
                    (dx[place + c] as number) + weight * other * (slope[output + c] as number);
                }
              }
            }
            output += channels;
          }
        }
      }
      return tf.tensor(dx, images.shape);
    },
  );
}

/** The gradient of `tf.image.resizeNearestNeighbor`, and so of upsampling. */
export const resizeNearestNeighborGrad = resizeGradient(tf.ResizeNearestNeighborGrad, nearest);
/** The gradient of `tf.image.resizeBilinear`. */
export const resizeBilinearGrad = resizeGradient(tf.ResizeBilinearGrad, bilinear);
