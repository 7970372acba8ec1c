import type { Engine } from '../engine/index.ts';
import type { Experiment } from '../training/experiment.ts';
import type { OnRow, SeedResult } from '../training/run.ts';
import { endedOf, type Cell, type Trial, type TrialResult } from './cell.ts';
import { halving, type Halving } from './halving.ts';
import { isHigherBetter, scoreAt } from './score.ts';
import type { Sweep } from './sweep.ts';

/** What a sweep needs of an engine. */
export type Rig = Pick<Engine, 'known' | 'trainSeed'>;

/**
 * Tries some trials of a cell for the first time: with rungs each with its scout, as far as they let it; without, with
 * every seed.
 * @param tell how many runs are through, and whether they were trained now
 */
export async function scouts(
  sweep: Sweep,
  cell: Cell,
  trials: readonly Trial[],
  rig: Rig,
  tell: (runs: number, trained: boolean) => void,
): Promise<TrialResult[]> {
  const rungs = halving();
  // What was found out before counts at the rungs, whoever found it.
  for (const trial of sweep.rungs.length > 0 ? cell.trials : []) {
    const found = scoutOf(sweep, trial, rig);
    if (found) arrive(sweep, trial, found, rungs);
  }
  return Promise.all(
    trials.map(async (trial) => {
      const known = scouted(sweep, trial, rig);
      const result = known ?? (await sent(sweep, trial, rig, rungs));
      tell(result.runs.length, known === undefined);
      return result;
    }),
  );
}

/** What the records say of what `scouts` would find of a trial; undefined where something is still to be trained. */
export function scouted(sweep: Sweep, trial: Trial, rig: Rig): TrialResult | undefined {
  if (sweep.rungs.length > 0) {
    const scout = scoutOf(sweep, trial, rig);
    return scout && came(sweep, trial, [scout], stopOf(sweep, scout));
  }
  const results = sweep.seeds.map((seed) => rig.known(trial.experiment, seed));
  return results.includes(undefined) ? undefined : came(sweep, trial, results as SeedResult[]);
}

/** A trial with what its runs gave. */
export function came(
  sweep: Sweep,
  trial: Trial,
  results: readonly SeedResult[],
  stoppedAt: number | null = null,
): TrialResult {
  return { trial, stoppedAt, runs: results.map((one) => endedOf(sweep, one)) };
}

async function sent(sweep: Sweep, trial: Trial, rig: Rig, rungs: Halving): Promise<TrialResult> {
  const { experiment, index } = trial;
  if (sweep.rungs.length === 0) {
    const all = sweep.seeds.map((seed) => rig.trainSeed(experiment, seed));
    return came(sweep, trial, await Promise.all(all));
  }
  const onRow: OnRow = (row) => {
    if (!sweep.rungs.includes(row.update)) return undefined;
    const value = lower(sweep, row[sweep.score] ?? null);
    return rungs.ask(row.update, index, value) ? undefined : 'stop';
  };
  const seed = sweep.seeds[0] as number;
  const scout = await rig.trainSeed(experiment, seed, { onRow, stops: sweep.rungs });
  if (scout.divergedAt !== null) arrive(sweep, trial, scout, rungs);
  return came(sweep, trial, [scout], stopOf(sweep, scout));
}

/** Lets a scout arrive at the rungs that it came to; one that diverged comes to the next as lost. */
function arrive(sweep: Sweep, { index }: Trial, scout: SeedResult, rungs: Halving): void {
  const last = scout.divergedAt ?? (scout.series.update.at(-1) as number);
  for (const rung of sweep.rungs) {
    if (rung > last && scout.divergedAt === null) return;
    rungs.ask(rung, index, lower(sweep, scoreAt(scout, sweep.score, rung)));
    if (rung >= last) return;
  }
}

/** The record of a trial's scout, wherever it ended. */
function scoutOf({ rungs, seeds }: Sweep, { experiment }: Trial, rig: Rig): SeedResult | undefined {
  const ends = [experiment.updates, ...rungs.toReversed()];
  for (const updates of ends) {
    const shorter: Experiment = { ...experiment, updates };
    const found = rig.known(shorter, seeds[0] as number);
    if (found) return found;
  }
  return undefined;
}

/** Where a scout was stopped; null where it came to the end, or was lost on its way. */
function stopOf({ updates }: Sweep, { series, divergedAt }: SeedResult): number | null {
  const last = series.update.at(-1) as number;
  return divergedAt === null && last < updates ? last : null;
}

const lower = ({ score }: Sweep, value: number | null) =>
  value !== null && isHigherBetter(score) ? -value : value;
