import { UsageError } from '../shared/errors.ts';
import type { RunRecord } from '../training/experiment.ts';
import { run } from '../training/run.ts';
import { borders } from './borders.ts';
import { cellsOf, type Cell, type Trial, type TrialResult } from './cell.ts';
import { survivors } from './halving.ts';
import { byScore, together } from './score.ts';
import { came, scouted, scouts, type Rig } from './scouts.ts';
import type { Shard } from './shard.ts';
import { costOf, runsOf } from './size.ts';
import type { Sweep } from './sweep.ts';

/** What came of one optimizer on one problem. */
export interface CellResult extends Pick<Cell, 'problem' | 'optimizer'> {
  /** By their index. */
  readonly trials: readonly TrialResult[];
  /** The trial with the best mean score among those that no other was preferred to; undefined where all lost a seed. */
  readonly best: TrialResult | undefined;
  /** Dimensions along which the best lies on the border of what was tried. */
  readonly onBorder: readonly string[];
  /** The best setting again, with other seeds. */
  readonly final: RunRecord | undefined;
}

/**
 * Told how far a sweep is, in units of work.
 * @param done of which nothing is to be done any more
 * @param trained of those, what this call has trained
 */
export type OnSwept = (done: number, of: number, trained: number) => void;

/** What may be asked of a sweep. */
export interface SweepOptions {
  /** Names the study in errors. */
  readonly who: string;
  readonly onProgress?: OnSwept;
}

/**
 * Tries all settings of a sweep, and the best of each cell again; nothing is trained of which there is a record.
 * @throws UsageError for a score that is not measured, and what the rig throws
 */
export async function runSweep(
  sweep: Sweep,
  rig: Rig,
  { who, onProgress }: SweepOptions,
): Promise<CellResult[]> {
  const cells = cellsOf(who, sweep);
  await checkScore(who, sweep, cells, rig);
  const of = cells.map((cell) => work(sweep, cell, runsOf(cell.trials.length, sweep)));
  const tell = progress(sweep, of, onProgress);
  return Promise.all(
    cells.map(async (cell) => {
      const first = await scouts(sweep, cell, cell.trials, rig, (...runs) => tell(cell, ...runs));
      return completed(sweep, cell, first, rig, (...runs) => tell(cell, ...runs));
    }),
  );
}

/**
 * Does a share of a sweep. Whoever finds that all trials of a cell have been tried does what then is left of it. Rungs
 * compare what this share trains with what was recorded when it began.
 */
export async function runShare(
  sweep: Sweep,
  rig: Rig & { readonly refresh: () => void },
  { index, of }: Shard,
  { who, onProgress }: SweepOptions,
): Promise<void> {
  const cells = cellsOf(who, sweep);
  await checkScore(who, sweep, cells, rig);
  let place = 0;
  const shares = cells.map((cell) => {
    return { cell, trials: cell.trials.filter(() => place++ % of === index) };
  });
  const each = sweep.rungs.length > 0 ? 1 : sweep.seeds.length;
  const all = shares.map(({ cell, trials }) => work(sweep, cell, trials.length * each));
  const tell = progress(sweep, all, onProgress);
  await Promise.all(
    shares.map(({ cell, trials }) =>
      scouts(sweep, cell, trials, rig, (...runs) => tell(cell, ...runs)),
    ),
  );
  rig.refresh();
  await Promise.all(
    cells.map(async (cell) => {
      const first = cell.trials.map((trial) => scouted(sweep, trial, rig));
      if (first.includes(undefined)) return;
      await completed(sweep, cell, first as TrialResult[], rig, () => {});
    }),
  );
}

/** The mean score of a trial over its seeds; null where it was stopped or lost a seed. */
export function meanScore({ stoppedAt, runs }: TrialResult): number | null {
  return stoppedAt === null ? together(runs.map(({ score }) => score)) : null;
}

function work({ updates }: Sweep, { problem }: Cell, runs: number): number {
  return runs * updates * costOf(problem);
}

function progress(sweep: Sweep, all: readonly number[], onProgress: OnSwept = () => {}) {
  const of = all.reduce((sum, one) => sum + one, 0);
  let [done, now] = [0, 0];
  return (cell: Cell, runs: number, trained: boolean) => {
    done += work(sweep, cell, runs);
    if (trained) now += work(sweep, cell, runs);
    onProgress(done, of, now);
  };
}

/** A look at the start of each problem, so that a wrong option or score is found first. */
async function checkScore(
  who: string,
  { score, rungs, seeds }: Sweep,
  cells: readonly Cell[],
  rig: Rig,
): Promise<void> {
  const problems = new Map(cells.map((cell) => [cell.problem, cell]));
  for (const { problem, trials } of problems.values()) {
    const { experiment } = trials[0] as Trial;
    let measured: string[] = [];
    const { final } = await rig.trainSeed(experiment, seeds[0] as number, {
      onRow: (row) => {
        const { update: _, learningRate: __, ...series } = row;
        measured = Object.keys(series);
        return 'stop';
      },
    });
    const judged = Object.keys(final).filter((one) => one !== 'updates');
    const known = rungs.length > 0 ? measured : judged;
    if (known.includes(score)) continue;
    throw new UsageError({
      who,
      rule: `score must be one of what is measured on ${problem.label}${rungs.length > 0 ? ' at every rung' : ''}: ${known.join(', ')}`,
      got: `"${score}"`,
    });
  }
}

/** What is left of a cell whose trials have been tried: the other seeds of the best, and the very best again. */
async function completed(
  sweep: Sweep,
  { problem, optimizer }: Cell,
  first: readonly TrialResult[],
  rig: Rig,
  tell: (runs: number, trained: boolean) => void,
): Promise<CellResult> {
  const all = sweep.rungs.length === 0 ? first : await chosen(sweep, first, rig, tell);
  const trials = all.toSorted((a, b) => a.trial.index - b.trial.index);
  const best = bestOf(sweep, trials);
  const wanted = best && { ...best.trial.experiment, seeds: sweep.final };
  const known = wanted && sweep.final.every((seed) => rig.known(wanted, seed));
  const final = wanted && (await run(wanted, { trainSeed: rig.trainSeed }));
  tell(sweep.final.length, !known);
  const settings = trials.map(({ trial }) => trial.setting);
  const onBorder = best ? borders(optimizer.space, settings, best.trial.setting) : [];
  return { problem, optimizer, trials, best, onBorder, final };
}

/** Of the scouts that came to the end the best, now with all seeds; the others were stopped there. */
async function chosen(
  sweep: Sweep,
  first: readonly TrialResult[],
  rig: Rig,
  tell: (runs: number, trained: boolean) => void,
): Promise<TrialResult[]> {
  const [, ...others] = sweep.seeds;
  const places = survivors(first.length, sweep);
  const order = byScore(sweep.score);
  const arrived = first
    .filter((one) => meanScore(one) !== null)
    .toSorted((a, b) => order(meanScore(a), meanScore(b)));
  const through = new Set(arrived.slice(0, places));
  tell((places - through.size) * others.length, false);
  return Promise.all(
    first.map(async (one) => {
      if (meanScore(one) === null) return one;
      if (!through.has(one)) return { ...one, stoppedAt: sweep.updates };
      const { experiment } = one.trial;
      const known = others.every((seed) => rig.known(experiment, seed));
      const rest = others.map((seed) => rig.trainSeed(experiment, seed));
      const { runs } = came(sweep, one.trial, await Promise.all(rest));
      tell(others.length, !known);
      return { ...one, runs: [...one.runs, ...runs] };
    }),
  );
}

function bestOf(sweep: Sweep, trials: readonly TrialResult[]): TrialResult | undefined {
  const order = byScore(sweep.score);
  const [first] = trials.toSorted((a, b) => order(meanScore(a), meanScore(b)));
  return first && meanScore(first) !== null ? first : undefined;
}
