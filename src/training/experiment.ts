import type { OptimizerSpec } from '../optimizers/index.ts';
import type { ProblemSpec } from '../problems/index.ts';
import type { RegularizerSpec } from '../regularizers/index.ts';

/** What is trained, as plain JSON: the same experiment on the same backend gives the same record. */
export interface Experiment {
  readonly problem: ProblemSpec;
  readonly optimizer: OptimizerSpec;
  /** Penalty added to the loss of every kernel (variables of rank 2 or more) or, on landscapes, of every variable. */
  readonly regularizer?: RegularizerSpec;
  /**
   * The penalty stays out of the loss: each update is followed by its proximal step or, where it has none, by its gradient
   * (`DecoupledDecay`). Default false.
   */
  readonly decoupled?: boolean;
  /** Number of updates, at least 1. */
  readonly updates: number;
  /** One run for each. Default [1]. */
  readonly seeds?: readonly number[];
  /** Measure every so many updates (and at the start and the end). Default: about 200 times in all. */
  readonly every?: number;
  /** Keep the position of the weights too, for problems of two weights. Default false. */
  readonly path?: boolean;
  /** Keep what became of the weights that a penalty acts on. Default false. */
  readonly weights?: boolean;
  /** Stop as soon as the loss is at or below this, or at another goal. */
  readonly until?: number | Goal;
  /** Choose the learning rate first, by equal trials. */
  readonly tune?: Tuning;
}

/** Where a run has arrived, and may stop. */
export interface Goal {
  /** A measured series. Default `loss`. */
  readonly series?: string;
  /** The series is at or below this. */
  readonly below: number;
  /**
   * For how many further updates in a row it must stay there, so that a swing through the goal does not count. The run
   * has arrived at the first of them. Default 0.
   */
  readonly stays?: number;
}

/** A search over one option, or over two together: each value is tried with each seed, the best mean score wins. */
export interface Tuning {
  /**
   * An option of the optimizer, `learningRate.peak` and the like for one within its schedule, `regularizer.l2` for one of
   * the penalty. Default `learningRate`.
   */
  readonly option?: string;
  readonly values: readonly number[];
  /** A second option: every value of the first is tried with every value of it. */
  readonly and?: { readonly option: string; readonly values: readonly number[] };
  /** Measured series (at the end) or `updates` (to reach `until`). Lower is better, except for accuracies. */
  readonly score: string;
  /** Seeds of the trials; different from the run's own, so that the choice is not made on the numbers shown. */
  readonly seeds: readonly number[];
}

/** What was measured in one run, by update; every array is as long as `update`. */
export interface Series {
  /** Updates done when the row was measured: 0 is the start. */
  readonly update: readonly number[];
  readonly loss: readonly number[];
  /** Rate of the coming update. */
  readonly learningRate: readonly number[];
  readonly [series: string]: readonly number[];
}

/** Everything an experiment gave; plain JSON, from which all figures and claims are drawn. */
export interface RunRecord {
  readonly spec: Experiment;
  /** Backend that ran: tensorflow, wasm, webgpu or cpu. */
  readonly backend: string;
  readonly seeds: readonly number[];
  /** One for each seed. */
  readonly series: readonly Series[];
  /** Positions of two weights, one list for each seed, measured with the series; only where `path` was asked for. */
  readonly path?: readonly (readonly (readonly [number, number])[])[];
  /** The weights at the end, one list for each seed, kernel after kernel; only where `weights` was asked for. */
  readonly weights?: readonly (readonly number[])[];
  /** For each seed, the update at which the loss was no longer finite or above 1e10 times its start; null if never. */
  readonly divergedAt: readonly (number | null)[];
  /**
   * The last measurement and the judgement by name, one number for each seed; null where the run diverged. `updates` is
   * the number of updates done (with `until`, those it took to arrive), or null when `until` was not reached.
   */
  readonly final: Readonly<Record<string, readonly (number | null)[]>>;
  readonly tuning?: TuningRecord;
}

/** What a search tried and chose. */
export interface TuningRecord {
  readonly option: string;
  readonly values: readonly number[];
  readonly score: string;
  readonly seeds: readonly number[];
  /**
   * One row for each value, one number for each seed; null where the run diverged or never arrived. Where a second option
   * was tuned, each value is shown with the best of that one.
   */
  readonly scores: readonly (readonly (number | null)[])[];
  readonly best: number;
  /** The best value is the first or the last that was tried: the search was too narrow. */
  readonly onBorder: boolean;
  readonly and?: SecondOption;
}

/** The second option of a search over two. */
export interface SecondOption {
  readonly option: string;
  readonly values: readonly number[];
  /** For each value of the first option, one row for each value of this one. */
  readonly scores: readonly (readonly (readonly (number | null)[])[])[];
  readonly best: number;
  readonly onBorder: boolean;
}
