import { exitCodes, type ExitCode } from '../shared/exit-codes.ts';
import type { Experiment, RunRecord } from '../training/experiment.ts';
import { run, type OnProgress, type TrainSeed } from '../training/run.ts';
import type { Contestant } from './contestant.ts';
import { trackNamed, type Track } from './track.ts';

/** What may be chosen about a race. */
export interface ComparisonOptions {
  /** Name of a problem. */
  readonly on: string;
  readonly updates?: number | undefined;
  /** First seed of the runs that are shown. Default 1. */
  readonly seed?: number | undefined;
  /** Default 3. */
  readonly seeds?: number | undefined;
  /** A tenth of the updates. */
  readonly fast?: boolean | undefined;
}

/** The conditions of a race, the same for everyone in it. */
export interface Comparison {
  readonly track: Track;
  readonly draft: boolean;
  /** All of the experiment but who runs it. */
  readonly experiment: Omit<Experiment, 'optimizer'> & Required<Pick<Experiment, 'tune' | 'seeds'>>;
}

/** How a contestant came out of it. */
export type Outcome =
  | { readonly contestant: Contestant; readonly status: 'finished'; readonly run: RunRecord }
  | {
      readonly contestant: Contestant;
      /** `nowhere`: no learning rate led through. */
      readonly status: 'nowhere' | 'failed' | 'unloadable' | 'timeout' | 'memory';
      /** One sentence, to stand after the contestant's name. */
      readonly message: string;
      /** What the command leaves with. */
      readonly exitCode: ExitCode;
    };

/** Two for each power of ten. */
const rates = Array.from({ length: 11 }, (_, i) => Number((10 ** (i / 2 - 4)).toPrecision(3)));
const trialSeeds = 3;
/** Trials are far from the seeds that are shown, whatever the first of those is. */
const trialsFrom = 1000;

/**
 * The conditions of a race: everyone tries the same learning rates with the same seeds, and the best is shown on others.
 * @throws UsageError for a problem on which there is no race
 */
export function comparison({ on, updates, seed, seeds, fast }: ComparisonOptions): Comparison {
  const track = trackNamed(on);
  const first = seed ?? 1;
  const count = seeds ?? 3;
  const trialsAt = first >= trialsFrom ? first - trialsFrom : Math.max(first + count, trialsFrom);
  const asked = updates ?? track.updates;
  return {
    track,
    draft: fast ?? false,
    experiment: {
      problem: track.problem,
      updates: fast ? Math.ceil(asked / 10) : asked,
      seeds: Array.from({ length: count }, (_, i) => first + i),
      tune: {
        values: rates,
        score: track.series,
        seeds: Array.from({ length: trialSeeds }, (_, i) => trialsAt + i),
      },
    },
  };
}

/** Updates that each contestant makes, trials included. */
export function updatesInAll({ experiment: { updates, seeds, tune } }: Comparison): number {
  return updates * (seeds.length + tune.values.length * tune.seeds.length);
}

/** Seconds that a file has for all of them. */
export function secondsForFile(conditions: Comparison): number {
  return 20 + Math.ceil((updatesInAll(conditions) / 1000) * conditions.track.pace);
}

/**
 * Lets one contestant run. That it does not get through is an outcome, too.
 * @param trainSeed where its seeds are trained
 * @throws what `trainSeed` throws
 */
export async function compete(
  contestant: Contestant,
  { track, experiment }: Comparison,
  backend: string,
  trainSeed: TrainSeed,
  onProgress: OnProgress = () => {},
): Promise<Outcome> {
  const { values, score } = experiment.tune;
  const lost = new Set<unknown>();
  const name = contestant.kind === 'file' ? contestant.label : contestant.id;
  try {
    const record = await run(
      { ...experiment, optimizer: { name } },
      {
        onProgress,
        trainSeed: async (one, seed) => {
          const problem = { ...one.problem, ...track.vary?.(seed) };
          const result = await trainSeed({ ...one, problem }, seed);
          if ((result.final[score] ?? null) === null) lost.add(one.optimizer['learningRate']);
          return result;
        },
      },
    );
    return { contestant, status: 'finished', run: { ...record, backend } };
  } catch (error) {
    // Tuning does not choose among values of which each lost a seed.
    if (lost.size < values.length) throw error;
    return {
      contestant,
      status: 'nowhere',
      message: `diverged with every learning rate from ${values[0]} to ${values.at(-1)}`,
      exitCode: contestant.kind === 'file' ? exitCodes.failed : exitCodes.well,
    };
  }
}
