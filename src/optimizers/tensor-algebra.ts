import type * as tf from '@tensorflow/tfjs';
import type { Elementwise } from '../rules/index.ts';

/** Tensors as arrays of the algebra: they have every method of it; only the types differ, in what operands may be. */
export function asElementwise<T extends Readonly<Record<string, tf.Tensor>>>(
  tensors: T,
): { readonly [K in keyof T]: Elementwise } {
  return tensors as unknown as { readonly [K in keyof T]: Elementwise };
}

/** What was computed from tensors, as the tensor that it is. */
export function asTensor(array: Elementwise): tf.Tensor {
  return array as unknown as tf.Tensor;
}
