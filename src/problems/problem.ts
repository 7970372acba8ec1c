import type * as tf from '@tensorflow/tfjs';
import type { OptionRule } from '../shared/options.ts';
import type { Random } from '../shared/random.ts';

/** A task made for one run: its variables, the loss to minimize, and what is measured on the way. */
export interface Problem {
  /** What the optimizer moves, at the start values. Their names are unique in the process. */
  readonly variables: readonly tf.Variable[];
  /** One draw of the loss that an update minimizes, inside a tape; a noisy problem draws anew at each call. */
  loss(): tf.Scalar;
  /** Noise-free scalars by series name; `loss` is always among them. Called outside a tape, inside a tidy. */
  measure(): { readonly loss: tf.Scalar; readonly [series: string]: tf.Scalar };
  /** Measured once, after the last update (test accuracy, say), inside a tidy. */
  readonly judge?: () => { readonly [score: string]: tf.Scalar };
  /** Frees the variables that are not yet disposed, data sets, and whatever else the problem holds. */
  dispose(): void;
}

/** A kind of problem: its options and how one is made. */
export interface ProblemKind<O extends object = object> {
  /** One sentence for lists and errors. */
  readonly about: string;
  /** Roughly, how many times as long as on the bowl an update takes, so that long runs can begin first. Default 1. */
  readonly cost?: number;
  readonly defaults: O;
  readonly ranges: Readonly<Record<keyof O, OptionRule>>;
  /** @param options all of them, already checked against `ranges` */
  build(options: O, random: Random): Problem | Promise<Problem>;
  /** The same task as a picture; undefined where it has other than two weights. */
  landscape?(options: O): Landscape | undefined;
}

/** A problem of two weights without its noise, in doubles, for drawing and walking. */
export interface Landscape {
  /** The loss at a point. */
  height(x: number, y: number): number;
  /** The exact gradient of the height there. */
  gradient(x: number, y: number): readonly [number, number];
  /** Where it is lowest. */
  readonly minimum: readonly [number, number];
}

/** What a penalty acts on, and what is meant by the weights of a network: every kernel or, where there is none (a landscape), every variable. */
export function kernelsOf({ variables }: Problem): readonly tf.Variable[] {
  const kernels = variables.filter(({ rank }) => rank >= 2);
  return kernels.length > 0 ? kernels : variables;
}
