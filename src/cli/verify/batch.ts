import type { ExamOptions } from '../../sandbox/examine.ts';
import { UsageError } from '../../shared/errors.ts';
import { exitCodeOf } from '../exit-code.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { Verdict } from '../../verify/verdict.ts';

/** The examiner: one file in, its verdict out. */
export type Examine = (file: string, options: ExamOptions) => Promise<Verdict>;

/** A verdict and what the process leaves with because of it. */
export interface Result {
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** What was thrown instead of a verdict. */
  readonly thrown?: unknown;
}

export interface BatchOptions extends ExamOptions {
  readonly strict: boolean;
  readonly sideBySide: number;
}

/**
 * Examines files side by side; each result is told as it comes. Whatever one file does, the others have their turn.
 * @returns results in the order of the files, without those that the signal ended
 */
export async function verifyBatch(
  files: readonly string[],
  examine: Examine,
  { strict, sideBySide, ...options }: BatchOptions,
  onResult: (result: Result, index: number) => void,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = files.entries();
  const { signal } = options;
  const work = async () => {
    for (const [index, file] of waiting) {
      if (signal?.aborted) return;
      const result = await resultOf(file, examine, options, strict);
      // What was thrown may be the signal's own reason.
      if (signal?.aborted && result.thrown !== undefined) return;
      results[index] = result;
      onResult(result, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(sideBySide, files.length) }, work));
  return results.filter((result) => result !== undefined);
}

async function resultOf(
  file: string,
  examine: Examine,
  options: ExamOptions,
  strict: boolean,
): Promise<Result> {
  const start = performance.now();
  try {
    const verdict = { ...(await examine(file, options)), file };
    return { verdict, exitCode: exitCodeOf(verdict, strict) };
  } catch (thrown) {
    const known = thrown instanceof UsageError;
    const message = known
      ? thrown.message
      : `this is a fault of downhill, please report it: ${String((thrown as Error).stack ?? thrown)}`;
    const verdict: Verdict = {
      schema: 1,
      file,
      as: options.as ?? null,
      kind: null,
      verdict: known && thrown.exitCode === exitCodes.exhausted ? 'timeout' : 'error',
      backend: options.backend,
      seconds: (performance.now() - start) / 1000,
      seed: options.seed,
      probes: [],
      diagnosis: [],
      advice: [],
      message,
    };
    return { verdict, thrown, exitCode: known ? thrown.exitCode : exitCodes.unloadable };
  }
}
