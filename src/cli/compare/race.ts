import { availableParallelism } from 'node:os';
import { compete, type Comparison, type Outcome } from '../../compare/comparison.ts';
import type { Contestant } from '../../compare/contestant.ts';
import { startEngine } from '../../engine/index.ts';
import { fileOutcome, withFile } from '../../sandbox/file-training.ts';
import { inTurn } from '../../shared/in-turn.ts';
import type { TrainSeed } from '../../training/run.ts';
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
  const competing = (contestant: Contestant, trainSeed: TrainSeed, on: string) =>
    compete(contestant, conditions, on, trainSeed, (done, of) =>
      bars.move(contestant.label, done / of),
    );
  const engine = await startEngine({ backend });
  const fromFile = async (contestant: Contestant): Promise<Outcome> => {
    try {
      return await withFile(contestant.id, { ...limits, backend }, (trainSeed, on) =>
        competing(contestant, trainSeed, on),
      );
    } catch (error) {
      return { contestant, ...fileOutcome(error) };
    }
  };
  // A file's processes are not the engine's, and their time is limited: no more at once than there are cores.
  const lanes = Array.from({ length: availableParallelism() }, () => inTurn(fromFile));
  const one = async (contestant: Contestant, i: number): Promise<Outcome> => {
    const lane = lanes[i % lanes.length] as typeof fromFile;
    const outcome =
      contestant.kind === 'file'
        ? await lane(contestant)
        : await competing(contestant, engine.trainSeed, engine.backend);
    bars.finish(contestant.label, outcome.status === 'finished' ? 'done' : outcome.message);
    return outcome;
  };
  try {
    return { outcomes: await Promise.all(contestants.map(one)), backend: engine.backend };
  } finally {
    // After a failure nobody waits for the others.
    engine.close();
    bars.end();
  }
}
