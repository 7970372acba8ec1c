import type * as tf from '@tensorflow/tfjs';
import type { Program } from './program.ts';

/** One weight's update, as the kernel is asked for it. */
export interface KernelUpdate {
  readonly program: Program;
  /** The plain numbers that the program takes; lists that are the same are set once. */
  readonly numbers: readonly number[];
  /** Whether the slots are overwritten; else they come out as new tensors after the weight. */
  readonly inPlace: boolean;
}

/** What the kernel is given beside its tensors: for each update in turn its inputs stand among these. */
export interface Call {
  readonly inputs: readonly tf.Tensor[];
  readonly attrs: { readonly updates: readonly KernelUpdate[] };
}
