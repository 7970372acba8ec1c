import { useBackend } from '../../backend/index.ts';
import { UsageError } from '../../shared/errors.ts';
import type { Experiment } from '../../training/experiment.ts';
import { runSeed, type SeedResult } from '../../training/run.ts';

/** What a worker is asked: first for a backend, then for one seed after the other. */
export type Question =
  { readonly backend: string } | { readonly experiment: Experiment; readonly seed: number };

/** What it says. */
export type Answer =
  | { readonly backend: string; readonly why: string }
  | { readonly result: SeedResult }
  | { readonly failed: string; readonly exitCode?: number; readonly stack?: string };

process.on('disconnect', () => process.exit(130));
process.on('message', (question: Question) => {
  void answered(question).then((answer) => process.send?.(answer));
});

async function answered(question: Question): Promise<Answer> {
  try {
    if ('experiment' in question) {
      return { result: await runSeed(question.experiment, question.seed) };
    }
    const { name, why } = await useBackend(question.backend as Parameters<typeof useBackend>[0]);
    return { backend: name, why };
  } catch (error) {
    const { message: failed, stack = '' } = error as Error;
    return error instanceof UsageError ? { failed, exitCode: error.exitCode } : { failed, stack };
  }
}
