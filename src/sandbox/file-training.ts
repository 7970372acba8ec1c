import type { BundleOptions } from './bundle.ts';
import { compile } from './compile.ts';
import { CompileError } from './compile-error.ts';
import type { Ending } from './ending.ts';
import { LearnerProcess } from './learner-process.ts';
import type { Limits } from './sandbox.ts';
import { exitCodes, type ExitCode } from '../shared/exit-codes.ts';
import type { Experiment } from '../training/experiment.ts';
import { inTurn } from '../shared/in-turn.ts';
import type { TrainSeed } from '../training/run.ts';

/** What a file may take, and import, while it trains. */
export type TrainingLimits = Partial<Limits> & Pick<BundleOptions, 'pack'>;

/** A learner's file did not get through its training; the message stands after the file's name. */
export class TrainingEnded extends Error {
  readonly ending: Ending;

  constructor(ending: Ending) {
    super(ending.message);
    this.ending = ending;
  }
}

/**
 * Trains with the optimizer that a file offers, in a contained process that ends with `work`.
 * @param work is given what trains a seed there, and the backend it runs on
 * @throws TrainingEnded when the file fails, or runs out of time or memory; UsageError (exit code 3) when it cannot be compiled
 */
export async function withFile<T>(
  file: string,
  limits: TrainingLimits,
  work: (trainSeed: TrainSeed, backend: string) => Promise<T>,
): Promise<T> {
  const compiled = await compile(file, limits);
  const learner = LearnerProcess.start(limits);
  try {
    const backend = await learner.ready;
    const offer = await learner.load(compiled);
    if ('how' in offer) throw new TrainingEnded(offer);
    const trainSeed = inTurn(async (experiment: Experiment, seed: number) => {
      const result = await learner.train(experiment, seed);
      if ('how' in result) throw new TrainingEnded(result);
      return result;
    });
    return await work(trainSeed, backend);
  } finally {
    learner.stop();
  }
}

/** What went wrong with a file, as an outcome. @throws whatever is no learner's fault */
export function fileOutcome(error: unknown): {
  readonly status: 'failed' | 'unloadable' | 'timeout' | 'memory';
  readonly message: string;
  readonly exitCode: ExitCode;
} {
  const { unloadable, exhausted } = exitCodes;
  if (error instanceof TrainingEnded) {
    const { how, exitCode } = error.ending;
    const message = oneLine(error.message);
    if (how === 'timeout' || how === 'memory') return { status: how, message, exitCode };
    return { status: exitCode === unloadable ? 'unloadable' : 'failed', message, exitCode };
  }
  if (!(error instanceof CompileError)) throw error;
  const { exitCode, message } = error;
  return exitCode === exhausted
    ? { status: 'timeout', message: oneLine(message), exitCode }
    : { status: 'unloadable', message: `could not be loaded: ${oneLine(message)}`, exitCode };
}

/** What foreign code says goes to terminals and tables. */
function oneLine(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 297)}...` : line;
}
