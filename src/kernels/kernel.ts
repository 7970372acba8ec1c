import * as tf from '@tensorflow/tfjs';

/** What kernels that loop over numbers need of a backend: the numbers, at once. */
export type Reader = Pick<tf.KernelBackend, 'readSync'>;

/** A kernel for whichever backend: made of other operations of tfjs, or of loops over numbers. */
export interface Kernel {
  /** As tfjs calls it. */
  readonly name: string;
  /** @param original what the backend has under the name; a kernel for what it lacks does not ask */
  readonly kernelFunc: (original: tf.KernelFunc) => tf.KernelFunc;
}

/**
 * The kernel called `name`, from a function of tensors; what the function makes on its way is disposed.
 * @param compute gets the inputs by their names in tfjs, and the attributes; returns a new tensor
 */
export function kernel<Input extends string, Attributes extends object>(
  name: string,
  compute: (
    inputs: Readonly<Record<Input, tf.Tensor>>,
    attributes: Readonly<Attributes>,
    backend: Reader,
  ) => tf.Tensor,
): Kernel {
  return {
    name,
    kernelFunc:
      () =>
      ({ inputs, attrs, backend }) =>
        tf.tidy(() =>
          compute(
            // tfjs runs kernels on tensors; its types promise only what backends hand to each other.
            inputs as unknown as Record<Input, tf.Tensor>,
            attrs as unknown as Attributes,
            backend as Reader,
          ),
        ),
  };
}
