import type { Figure } from '../figures/figure.ts';
import type { Experiment, RunRecord } from '../training/experiment.ts';
import type { Validation } from '../verify/validation.ts';
import type { Claim } from './claim.ts';

/** Runs by the names of the experiments that gave them. */
export type Runs<E extends string> = Readonly<Record<E, RunRecord>>;

/** A region of shipped code that a learner writes anew. */
export interface Exercise {
  readonly id: string;
  /** Source file below `src/`, without `.ts`, whose region is the solution. */
  readonly source: string;
  /** Three hints, from a nudge to nearly the answer. */
  readonly hints: readonly [string, string, string];
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
  readonly experiments: Readonly<Record<E, Experiment>>;
  readonly validates: readonly (() => Validation | Promise<Validation>)[];
  readonly figures: (runs: Runs<E>) => Readonly<Record<string, Figure>>;
  readonly claims: (runs: Runs<E>) => Readonly<Record<string, Claim>>;
}

/** Checks the types of a lesson and hands it on; figures and claims see only the runs that `experiments` names. */
export function lesson<E extends string>(written: Lesson<E>): Lesson {
  return written;
}
