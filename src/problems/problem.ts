import type * as tf from '@tensorflow/tfjs';
import type { OptionRule } from '../shared/options.ts';
import type { Random } from '../shared/random.ts';

/** A task made for one run: its variables, the loss to minimize, and what is measured on the way. */
export interface Problem {
  /** What the optimizer moves, at the start values. Disposed by whoever built the problem. */
  readonly variables: readonly tf.Variable[];
  /** One draw of the loss that an update minimizes, inside a tape; a noisy problem draws anew at each call. */
  loss(): tf.Scalar;
  /** Noise-free scalars by series name; `loss` is always among them. Called outside a tape, inside a tidy. */
  measure(): { readonly loss: tf.Scalar; readonly [series: string]: tf.Scalar };
  /** Measured once, after the last update (test accuracy, say). */
  readonly judge?: () => { readonly [score: string]: tf.Scalar };
  /** Frees data sets and whatever else the problem holds. */
  dispose(): void;
}

/** A kind of problem: its options and how one is made. */
export interface ProblemKind<O extends object = never> {
  /** One sentence for lists and errors. */
  readonly about: string;
  readonly defaults: O;
  readonly ranges: Readonly<Record<keyof O, OptionRule>>;
  build(options: O, random: Random): Problem | Promise<Problem>;
  /** Height at a point of a two-dimensional landscape, in doubles, for drawing; only where there is one. */
  readonly height?: (options: O, x: number, y: number) => number;
  /** Where the lowest point of that landscape is. */
  readonly minimum?: readonly [number, number];
}
