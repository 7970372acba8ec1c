import type { OptimizerSpec } from '../optimizers/index.ts';
import type { ProblemSpec } from '../problems/index.ts';
import type { Dimension } from './space.ts';

/** A study.json, read and checked: a space of settings, and the protocol by which they are tried. */
export interface Sweep {
  readonly name: string;
  readonly problems: readonly SweptProblem[];
  readonly optimizers: readonly SweptOptimizer[];
  /** Updates of a run that nobody stops. */
  readonly updates: number;
  readonly sampler: 'grid' | 'sobol';
  /** Settings that each optimizer may try on each problem, at most; undefined where choices alone say how many there are. */
  readonly trials: number | undefined;
  /** What the settings are tried with; with rungs, the first is that of the scouts. */
  readonly seeds: readonly number[];
  /** What each optimizer's best setting is run with again. */
  readonly final: readonly number[];
  /** The measured series that decides, at the end. Lower is better, except for accuracies. */
  readonly score: string;
  /** Updates after which the worse scouts are stopped; empty where none is. */
  readonly rungs: readonly number[];
}

/** A problem under the name by which the report knows it. */
export interface SweptProblem {
  readonly label: string;
  readonly spec: ProblemSpec;
}

/** An optimizer whose options hold dimensions in the place of some values. */
export interface SweptOptimizer {
  readonly label: string;
  /** Key into the styles. */
  readonly style: string;
  readonly spec: OptimizerSpec;
  readonly space: readonly Dimension[];
}
