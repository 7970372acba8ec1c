import { availableParallelism } from 'node:os';
import { compete, type Comparison, type Outcome } from '../../compare/comparison.ts';
import type { Contestant } from '../../compare/contestant.ts';
import { fileOutcome, withFile } from '../../sandbox/file-training.ts';
import type { TrainSeed } from '../../training/run.ts';
import { withRules } from './process.ts';
import type { ProgressBars } from '../progress.ts';

export interface RaceOptions {
  readonly backend: string;
  /** What a file may take for all its updates: seconds and megabytes. */
  readonly limits: { readonly timeout: number; readonly memory: number };
}

/** Everyone's outcome, in the order of `contestants`, who run side by side on the cores there are. */
export async function race(
  contestants: readonly Contestant[],
  conditions: Comparison,
  { backend, limits }: RaceOptions,
  bars: ProgressBars,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly backend: string }> {
  const outcomes: Outcome[] = [];
  const stop = new AbortController();
  let ranOn = backend;
  let next = 0;
  const one = async (contestant: Contestant): Promise<Outcome> => {
    const work = (trainSeed: TrainSeed, on: string) => {
      ranOn = on;
      return compete(contestant, conditions, on, trainSeed, (done, of) =>
        bars.move(contestant.label, done / of),
      );
    };
    if (contestant.kind !== 'file') return withRules(backend, stop.signal, work);
    try {
      return await withFile(contestant.id, { ...limits, backend }, work);
    } catch (error) {
      return { contestant, ...fileOutcome(error) };
    }
  };
  const lane = async () => {
    while (next < contestants.length && !stop.signal.aborted) {
      const at = next++;
      const contestant = contestants[at] as Contestant;
      const outcome = await one(contestant);
      outcomes[at] = outcome;
      bars.finish(contestant.label, outcome.status === 'finished' ? 'done' : outcome.message);
    }
  };
  try {
    const lanes = Math.min(availableParallelism(), contestants.length);
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    // After a failure nobody waits for the others.
    stop.abort();
    bars.end();
  }
  return { outcomes, backend: ranOn };
}
