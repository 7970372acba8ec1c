import type * as tf from '@tensorflow/tfjs';
import type { FunctionProbe } from './probe.ts';
import type { Mutant } from './mutant.ts';
import type { ProbeResult } from './verdict.ts';

/** The values of a function at a probe's inputs, a row for each input. */
export type Rows = readonly (readonly number[])[];

/** A function that is nearly right, with one mistake around it; a convention if it names a library. */
export interface Twist {
  readonly id: string;
  readonly fault: string;
  readonly remedy: string;
  readonly library?: string;
  readonly rows: (probe: FunctionProbe) => Rows;
}

/** The counterpart of a penalty or a plain function in tfjs. */
export interface FunctionBuiltin {
  readonly name: `tf.${string}`;
  /**
   * What is built of the same options; of a plain function, one that takes its arguments and promises its result. tfjs is
   * handed in: who only asks need not load it.
   */
  make(tfjs: typeof tf, options: object): unknown;
  /** Largest error that still agrees. Default: what is allowed of the member. */
  readonly allowed?: number;
  /** What it does otherwise. Default: nothing. */
  readonly explanation?: string;
}

/** All that is known of a schedule, a penalty, a numeric gradient or a plain function beyond its code. */
export interface FunctionMember {
  readonly kind: FunctionProbe['kind'];
  /** By which commands, experiments and lessons call it, and which its source exports. */
  readonly name: string;
  /** Other words for it, in lower case without spaces. */
  readonly aliases: readonly string[];
  /** Folder below `src/` in which its source stands. Default: that of its kind. */
  readonly room?: string;
  /** The scenarios that it is examined in; the same seed gives the same. */
  probes(seed: number): FunctionProbe[];
  /** Options that may be left out, with what holds then. */
  readonly optional: Readonly<Record<string, number>>;
  /**
   * The right values a second time, in plain numbers, sharing no code with the library.
   * @param unread optional ones that stand at their default, whatever the probe gives; default none
   */
  textbook(probe: FunctionProbe, unread?: readonly string[]): Rows;
  /** The values that `form` gives, which is what the library exports under this name, or a mutant of it. */
  rows(form: unknown, probe: FunctionProbe): Rows;
  /** Largest error that is still right, as a share of the largest right value in the probe. */
  readonly allowed: number;
  /** Its counterpart in tfjs, where there is one. */
  readonly builtin?: FunctionBuiltin;
  /** Known single mistakes in its source. */
  readonly mutants: readonly Mutant[];
  /** Known mistakes around it. */
  readonly twists: readonly Twist[];
  /** A mistake as one has it who treats the end by itself, and rightly: only what comes before is wrong. */
  readonly held?: <W extends Pick<Twist, 'rows'>>(wrong: W) => W;
  /** What a value is of: `update 3`, `input 1, element 2`. */
  place(probe: FunctionProbe, row: number, column: number): Partial<ProbeResult>;
}
