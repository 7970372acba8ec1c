import * as tf from '@tensorflow/tfjs';
import { tensorDifferences } from '../gradients/tensor-differences.ts';
import { problem } from '../problems/index.ts';
import { count, positive } from '../shared/options.ts';
import type { StudyKind } from './study.ts';

export interface PixelSlopesOptions {
  /** Step to either side. */
  readonly h: number;
  /** Images in the loss. */
  readonly images: number;
}

/**
 * The slopes of the loss of softmax regression on the digits, at its random start, by all 640 weights from a pixel to a
 * class, in float32 on the current backend: `difference` by centred differences, `derived` by backpropagation. Weight
 * 10 · pixel + class, in that order. `error` is the length of what is between the two, as a share of the length of `derived`.
 */
export const pixelSlopes: StudyKind<PixelSlopesOptions> = {
  about: 'the gradient by the weights of a classifier, by differences and by backpropagation',
  cost: 5000,
  defaults: { h: 1e-2, images: 100 },
  ranges: { h: positive, images: count },
  async measure({ h, images }, random) {
    const digits = await problem({ name: 'digits', train: images, batch: 'all' }, random);
    const [kernel] = digits.variables as readonly [tf.Variable];
    const loss = () => digits.loss();
    const { value, grads } = tf.variableGrads(loss, [kernel]);
    const gradient = grads[kernel.name] as tf.Tensor;
    const derived = Array.from(await gradient.data());
    tf.dispose([value, gradient]);
    const difference = await tensorDifferences(loss, kernel, [...derived.keys()], h);
    digits.dispose();
    const apart = difference.map((slope, i) => slope - (derived[i] as number));
    return { derived, difference, error: [Math.hypot(...apart) / Math.hypot(...derived)] };
  },
};
