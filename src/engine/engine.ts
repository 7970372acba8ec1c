import { measureStudy, type Columns, type Study, type StudyRecord } from '../studies/index.ts';
import type { Experiment, RunRecord } from '../training/experiment.ts';
import { run, type OnProgress, type SeedResult, type TrainSeed } from '../training/run.ts';
import { UsageError } from '../shared/errors.ts';
import { exitCodes } from '../shared/exit-codes.ts';
import { jobKey, type Job } from './job.ts';
import { localWorkers } from './local-workers.ts';
import { processes, type ProcessesOptions } from './processes.ts';
import { pruneStore } from './prune-store.ts';
import { provenance, type Provenance } from './provenance.ts';
import { recorded } from './recorded.ts';
import { openStore } from './store.ts';
import type { Task } from './worker.ts';
import type { Workers } from './workers.ts';

export interface EngineOptions extends ProcessesOptions {
  /** Folder of the records; one that cannot be used is done without, and old records go. Default `.downhill`. */
  readonly folder?: string;
  /**
   * The records are what is wanted, not a help to be quicker next time: all are kept, and where one cannot be written the
   * run fails. Default false.
   */
  readonly archive?: boolean;
  /**
   * Where runs are done. Default: in processes of this machine.
   * @param here those processes
   */
  readonly elsewhere?: (here: Workers, provenance: Provenance) => Workers;
  /** Told why this backend is taken, and why no records can be kept. */
  readonly onNote?: (text: string) => void;
}

/** Bytes of records that are kept: those of some hundred versions of the code. */
const most = 256 * 2 ** 20;

/** Trains on all cores, and never the same run twice. */
export interface Engine {
  /** Where it keeps its records. */
  readonly folder: string;
  /** Name of the backend that all runs are made on. */
  readonly backend: string;
  /** As training's, without `signal`. A run that `onRow` stopped is recorded as the shorter run that it was. */
  readonly trainSeed: TrainSeed;
  /** What `trainSeed` gave before, if there is a record of it. */
  known(spec: Experiment, seed: number): SeedResult | undefined;
  /** Takes in what other processes have recorded. @throws UsageError (exit code 1) when two results of one key differ */
  refresh(): void;
  /** As training's `run`, here. */
  run(experiment: Experiment, onProgress?: OnProgress): Promise<RunRecord>;
  /** As `measureStudy`, here. */
  measure(study: Study, onProgress?: OnProgress): Promise<StudyRecord>;
  /** Has an exported function called in one of its processes, before anything that is to be trained. */
  call<T>(task: Task): Promise<T>;
  /** Ends its processes at once. Whoever starts an engine closes it. */
  close(): void;
}

/**
 * An engine whose first process runs.
 * @throws UsageError for a backend that cannot be used, or (exit code 1) for a store in which two records of one key differ
 */
export async function startEngine({
  folder = '.downhill',
  archive = false,
  elsewhere,
  onNote = () => {},
  ...options
}: EngineOptions): Promise<Engine> {
  const pool = processes(options);
  try {
    const [{ backend, why }, origin] = await Promise.all([pool.ready(), provenance()]);
    onNote(why);
    const noRecords = (why: string) => {
      if (archive) throw unwritable(folder, why);
      onNote(`no records are kept in ${folder}, so that all is trained again next time: ${why}`);
    };
    if (!archive) pruneStore(folder, most);
    const store = openStore(folder);
    const here = localWorkers(pool);
    const workers = elsewhere?.(here, origin) ?? here;
    const result = recorded(workers, store, origin, noRecords);
    const jobOf = (spec: Experiment, seed: number): Job => {
      const { seeds: _, tune: __, ...experiment } = spec;
      return { experiment, seed, backend };
    };
    const trainSeed: TrainSeed = (spec, seed, { onRow, stops } = {}) =>
      result(jobOf(spec, seed), onRow, stops) as Promise<SeedResult>;
    return {
      folder,
      backend,
      trainSeed,
      known: (spec, seed) =>
        store.get(jobKey(jobOf(spec, seed), origin))?.result as SeedResult | undefined,
      refresh: () => store.refresh(),
      run: async (experiment, onProgress = () => {}) => ({
        ...(await run(experiment, { onProgress, trainSeed })),
        backend,
      }),
      measure: async (study, onProgress = () => {}) => ({
        ...(await measureStudy(study, onProgress, (experiment, seed) => {
          return result({ experiment, seed, backend }) as Promise<Columns>;
        })),
        backend,
      }),
      call: (task) => pool.call(task, Infinity),
      close: () => pool.close(),
    };
  } catch (error) {
    pool.close();
    throw error;
  }
}

function unwritable(folder: string, why: string): UsageError {
  return new UsageError({
    who: 'engine',
    rule: `no more results can be kept in ${folder}: ${why}`,
    remedy: 'those that are there stay, and the same command goes on from them',
    exitCode: exitCodes.exhausted,
  });
}
