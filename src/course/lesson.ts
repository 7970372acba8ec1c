import type { Figure } from '../figures/figure.ts';
import type { Experiment, RunRecord } from '../training/experiment.ts';
import type { Validation } from '../verify/validation.ts';
import type { Claim } from './claim.ts';
import type { Pack } from './packs.ts';

/** Runs by the names of the experiments that gave them. */
export type Runs<E extends string> = Readonly<Record<E, RunRecord>>;

/** A region of shipped code that a learner writes anew. */
export interface Exercise {
  /** kebab-case, unique in the course: the name of the learner's file. */
  readonly id: string;
  /** Source file below the package's `src/`, with its ending unless that is `.ts`, whose region is the solution. */
  readonly source: string;
  /** The library's member that the file is checked as. Default: the last part of `source`. */
  readonly as?: string;
  /** Three hints, from a nudge to nearly the answer. */
  readonly hints: readonly [string, string, string];
}

/** A question that a reader answers before they see the figure that settles it. */
export interface Prediction<E extends string = string> {
  /** kebab-case, unique in the lesson. */
  readonly id: string;
  /** One sentence that ends in a question mark. */
  readonly question: string;
  /** Two or more; a learner's choice is remembered by its text. */
  readonly choices: readonly [string, string, ...string[]];
  /** Index of the choice that the runs bear out: measured, never typed in. */
  readonly answer: (runs: Runs<E>) => number;
  /** Id of the figure that shows the answer; the question is asked before it appears. */
  readonly reveal: string;
}

/** A lesson as its author writes it; `E` is inferred from the experiments, so a misspelt run does not compile. */
export interface Lesson<E extends string = string> {
  /** kebab-case, the folder's name. */
  readonly id: string;
  readonly title: string;
  /** Part of the lecture, such as "3. Optimizers". */
  readonly lecture: string;
  /** Concepts by the field's names. */
  readonly concepts: readonly string[];
  /** Lessons to read before. */
  readonly needs: readonly string[];
  readonly exercises: readonly Exercise[];
  readonly predictions?: readonly Prediction<E>[];
  readonly experiments: Readonly<Record<E, Experiment>>;
  readonly validates: readonly (() => Validation | Promise<Validation>)[];
  readonly figures: (runs: Runs<E>) => Readonly<Record<string, Figure>>;
  readonly claims: (runs: Runs<E>) => Readonly<Record<string, Claim>>;
  /** The package it comes from, where that is not downhill itself. The syllabus fills it in. */
  readonly pack?: Pack;
}

/** Checks the types of a lesson and hands it on; figures and claims see only the runs that `experiments` names. */
export function lesson<E extends string>(written: Lesson<E>): Lesson {
  return written;
}
