import { availableParallelism } from 'node:os';
import { problems, type ProblemKind } from '../problems/index.ts';
import { UsageError } from '../shared/errors.ts';
import { survivors } from './halving.ts';
import { settingsCount } from './settings.ts';
import type { Sweep, SweptProblem } from './sweep.ts';

/** How much a study asks for where nothing is stopped. */
export interface Size {
  readonly runs: number;
  readonly updates: number;
  /** Roughly, on this machine's cores. */
  readonly seconds: number;
}

const mostRuns = 1_000_000;
/** Of an update on the bowl, on one core of no particular machine: for a first guess, before anything has run. */
const secondsAnUpdate = 2e-4;

/** @throws UsageError as `settingsCount` does */
export function sizeOf(who: string, sweep: Sweep): Size {
  const { problems, optimizers, updates } = sweep;
  const each = optimizers
    .map((one) => runsOf(settingsCount(who, one, sweep), sweep))
    .reduce((sum, runs) => sum + runs, 0);
  const work = problems.reduce((sum, one) => sum + each * updates * costOf(one), 0);
  const runs = each * problems.length;
  return {
    runs,
    updates: runs * updates,
    seconds: (work * secondsAnUpdate) / availableParallelism(),
  };
}

/** The runs of a cell with so many trials: one or, without rungs, every seed of each, the other seeds of the best, and the final ones. */
export function runsOf(trials: number, sweep: Pick<Sweep, 'seeds' | 'final' | 'rungs'>): number {
  const { seeds, final } = sweep;
  return trials + survivors(trials, sweep) * (seeds.length - 1) + final.length;
}

/** How many updates on the bowl take as long as one on this problem. */
export function costOf({ spec }: SweptProblem): number {
  const kinds: Readonly<Record<string, ProblemKind>> = problems;
  return kinds[spec.name]?.cost ?? 1;
}

/** @throws UsageError for a study of more runs than anyone waits for */
export function checkSize(who: string, sweep: Sweep): void {
  const { runs, seconds } = sizeOf(who, sweep);
  if (runs <= mostRuns) return;
  throw new UsageError({
    who,
    rule: `a study may have ${mostRuns.toLocaleString('en')} runs at most`,
    got: `${runs.toLocaleString('en')}, about ${timeText(seconds)} on this machine`,
    remedy: 'lower trials, or take fewer seeds',
  });
}

/** A length of time as people say it: `40 s`, `12 min`, `5 h`, `3 days`. */
export function timeText(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  if (seconds < 48 * 3600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400).toLocaleString('en')} days`;
}
