import * as tf from '@tensorflow/tfjs';
import type { Random } from '../shared/random.ts';

/** Pixels of an image: 8 rows of 8. */
export const digitPixels = 64;
/** The digits 0 to 9. */
export const digitClasses = 10;

/** Images with their labels; the pixels of image i are at 64 · i, row by row, from 0 (paper) to 1 (ink). */
export interface LabelledImages {
  readonly count: number;
  readonly pixels: Float32Array;
  readonly labels: Uint8Array;
}

/** The same as tensors: x of shape [count, 64], y of shape [count, 10], one-hot. */
export interface Examples {
  readonly x: tf.Tensor2D;
  readonly y: tf.Tensor2D;
}

/** Copies images and labels into tensors. */
export function toTensors({ count, pixels, labels }: LabelledImages): Examples {
  const oneHot = new Float32Array(count * digitClasses);
  labels.forEach((label, i) => (oneHot[i * digitClasses + label] = 1));
  return {
    x: tf.tensor2d(pixels, [count, digitPixels]),
    y: tf.tensor2d(oneHot, [count, digitClasses]),
  };
}

/** The first `count` of them. */
export function firstImages(count: number, { pixels, labels }: LabelledImages): LabelledImages {
  return {
    count,
    pixels: pixels.subarray(0, count * digitPixels),
    labels: labels.subarray(0, count),
  };
}

/** Copies of those at `indices`, in that order. */
export function pickImages(
  indices: readonly number[],
  { pixels, labels }: LabelledImages,
): LabelledImages {
  const chosen = new Float32Array(indices.length * digitPixels);
  indices.forEach((index, i) => {
    const at = index * digitPixels;
    chosen.set(pixels.subarray(at, at + digitPixels), i * digitPixels);
  });
  return {
    count: indices.length,
    pixels: chosen,
    labels: Uint8Array.from(indices, (index) => labels[index] as number),
  };
}

/** The same images with copied labels, of which a random share, rounded to whole images, is wrong, each at random. */
export function mislabelled(images: LabelledImages, share: number, random: Random): LabelledImages {
  const labels = images.labels.slice();
  const wrong = Math.round(share * images.count);
  for (const i of random.permutation(images.count).slice(0, wrong)) {
    const shift = 1 + Math.floor(random.uniform() * (digitClasses - 1));
    labels[i] = ((labels[i] as number) + shift) % digitClasses;
  }
  return { ...images, labels };
}
