import type { Argument } from './argument.ts';
import type { Instead } from './given.ts';
import type { Path } from './path.ts';
import type { Stream } from './stream.ts';

/** What a file can hold. */
export type Kind = 'optimizer' | 'schedule' | 'regularizer' | 'gradient' | 'function';

/** How an update's gradients are handed over: tfjs itself does each of these. */
export type Delivery = 'list' | 'reversed' | 'map' | 'minimize';

/** One verification scenario for an optimizer. Plain JSON: made by the examiner, run by whoever holds the optimizer. */
export interface OptimizerProbe {
  readonly kind: 'optimizer';
  readonly id: string;
  /** What it looks at, as a phrase. */
  readonly about: string;
  /** What the optimizer is built with. */
  readonly options: Readonly<Record<string, number>>;
  /** Given as well, unless the optimizer refuses to know them: what a class for several rules needs to be told. */
  readonly switches?: Readonly<Record<string, boolean>>;
  readonly stream: Stream;
  /** For each update the form in which gradients come; shorter lists start over. */
  readonly deliveries: readonly Delivery[];
  /** What stands where a variable has no gradient: null, undefined, or no entry at all. Starts over likewise. */
  readonly missing: readonly ('null' | 'undefined' | 'absent')[];
  /** The rates of the stream are set before each update; otherwise they are all `options.learningRate`. */
  readonly steered: boolean;
  /** Before this update the state moves into a new optimizer through `getWeights` and `setWeights`. */
  readonly resumeAt?: number;
  /** A second optimizer of the same class is led through the same updates in turn, on variables of its own. */
  readonly twin: boolean;
}

/** A function's values at given arguments; what the numbers mean depends on the kind. */
export interface FunctionProbe {
  readonly kind: Exclude<Kind, 'optimizer'>;
  readonly id: string;
  readonly about: string;
  /** What the function is made with (schedules and regularizers). */
  readonly options: Readonly<Record<string, unknown>>;
  /** Those of the options that say under a second name what another says. */
  readonly synonyms?: readonly string[];
  /** Schedule: the same one by one, for a form of several parameters. */
  readonly inOrder?: readonly Argument[];
  /** Those of the options that a right form may not know. */
  readonly optional?: readonly string[];
  /** Regularizer: whether a strength is left out, for which not every right form has a default. */
  readonly leftOut?: boolean;
  /** Optional ones that the file does not read: they stand at their defaults. */
  readonly unread?: readonly string[];
  /** Schedule: update indices. Regularizer: weights. Gradient: points. */
  readonly inputs: readonly FunctionInput[];
}

export interface FunctionInput {
  readonly values: readonly number[];
  /** Regularizer: the weight's shape. */
  readonly shape?: readonly number[];
  /** Gradient: which of the examiner's functions is differentiated. */
  readonly of?: string;
  /** Function: what it is called with. */
  readonly args?: readonly Argument[];
  /** Function: how many results are taken of the iterator, or the function, that a call gives. */
  readonly take?: number;
}

export type Probe = OptimizerProbe | FunctionProbe;

/** What came of a probe: numbers and facts only. Whoever ran it does not judge. */
export interface Observation {
  readonly id: string;
  readonly path: Path;
  /** The same for the twin. */
  readonly twinPath?: Path;
  /** What the file threw, and during which update (from 0; -1 while it was built). */
  readonly thrown?: { readonly message: string; readonly update: number; readonly stack?: string };
  /** Why the probe could not be run, where the file does not offer what it needs. */
  readonly skipped?: string;
  readonly facts: Facts;
}

/** What was seen beside the weights. */
export interface Facts {
  /** Tensors that each of the later updates left behind. */
  readonly leakPerUpdate?: number;
  /** Gradients (or inputs of a function) that were changed or disposed. */
  readonly touched?: 'changed' | 'disposed';
  /** `iterations` at the end; undefined where the file's class is no `tf.Optimizer`. */
  readonly iterations?: number;
  /** What the file's export asks for, told with the first probe. */
  readonly signature?: Signature;
  /** What a function gave in the place of what is expected of its kind. */
  readonly instead?: Instead;
  /** The options that a schedule asked for by name; undefined where it took all of them at once. */
  readonly read?: readonly string[];
}

/** How an export wants to be called. */
export interface Signature {
  /** Its parameters, or its constructor's, without their defaults: `params, lr`. */
  readonly takes: string;
  /** Whether what it makes has a method `step`. */
  readonly steps: boolean;
  /** Of the export of a function's file: what it is called. */
  readonly name?: string;
  /** Of a class, the methods of what it makes. */
  readonly methods?: readonly string[];
}
