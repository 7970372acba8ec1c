import * as tf from '@tensorflow/tfjs';

/** How an examiner looks at tensors that somebody else's code has had in its hands. */
export interface Instruments {
  /** The numbers in a tensor; undefined when it is disposed. */
  readonly read: (tensor: tf.Tensor) => Promise<number[] | undefined>;
  /** How many tensors there are. */
  readonly tensors: () => number;
}

/** Looks through tfjs's own methods. */
export const plainInstruments: Instruments = {
  read: async (tensor) => (tensor.isDisposed ? undefined : [...(await tensor.data())]),
  tensors: () => tf.memory().numTensors,
};
