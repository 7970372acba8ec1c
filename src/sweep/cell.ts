import type { Experiment } from '../training/experiment.ts';
import { readExperiment } from '../training/read-experiment.ts';
import type { SeedResult } from '../training/run.ts';
import { random } from '../shared/random.ts';
import { measuredEvery } from './read-sweep.ts';
import { scoreAt, scoreOf } from './score.ts';
import { settings } from './settings.ts';
import { settled, type Setting } from './space.ts';
import type { Sweep, SweptOptimizer, SweptProblem } from './sweep.ts';

/** One optimizer on one problem: its trials compete with each other, and with no one else. */
export interface Cell {
  readonly problem: SweptProblem;
  readonly optimizer: SweptOptimizer;
  readonly trials: readonly Trial[];
}

/** A setting that is tried. */
export interface Trial {
  /** Its place among the settings of its cell. */
  readonly index: number;
  readonly setting: Setting;
  readonly experiment: Experiment;
}

/** What became of a trial. */
export interface TrialResult {
  readonly trial: Trial;
  /**
   * Updates after which its scout, the run with the first seed, was stopped; all of them where the scout came to the end
   * but not among the best. Null for a trial that no other was preferred to.
   */
  readonly stoppedAt: number | null;
  /** One for each seed; with rungs, of a trial that was stopped or whose scout diverged the scout alone. */
  readonly runs: readonly Ended[];
}

/** How a run of a trial ended. */
export interface Ended {
  /** At its end; null where it diverged. */
  readonly score: number | null;
  /** The score at the first rung; null where it had diverged by then, or there are no rungs. */
  readonly atFirstRung: number | null;
  readonly divergedAt: number | null;
}

/** What is kept of a run. */
export function endedOf({ score, rungs }: Sweep, result: SeedResult): Ended {
  return {
    score: scoreOf(result, score),
    atFirstRung: scoreAt(result, score, rungs[0] ?? NaN),
    divergedAt: result.divergedAt,
  };
}

/** A sweep's cells, their trials in the order in which they start: a random one, so that an early end is a fair sample. */
export function cellsOf(who: string, sweep: Sweep): Cell[] {
  const { updates } = sweep;
  const every = measuredEvery(sweep);
  return sweep.problems.flatMap((problem) =>
    sweep.optimizers.map((optimizer) => {
      const all = settings(who, optimizer, sweep);
      const order = random(1).permutation(all.length);
      const trials = order.map((index) => {
        const setting = all[index] as Setting;
        const spec = settled(optimizer.spec, setting);
        const experiment = { problem: problem.spec, optimizer: spec, updates, every };
        return { index, setting, experiment: readExperiment(experiment) };
      });
      return { problem, optimizer, trials };
    }),
  );
}
