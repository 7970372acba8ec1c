import { UsageError } from '#src/shared/errors';
import { ProgramFailed } from './run-program.ts';

/** Signs of a full disk in what a program wrote. */
const fullDisk = /No space left|ENOSPC|Disk quota exceeded/i;

/**
 * The reason why a program failed, as half a sentence with a way out.
 * @param known what to look for in its output, and the reason it stands for; the first that matches counts
 * @param telling the line to quote where nothing known matches
 */
export function reasonOf(
  error: ProgramFailed,
  known: readonly (readonly [sign: RegExp, reason: string])[] = [],
  telling: RegExp = /error/i,
): string {
  if (fullDisk.test(error.output)) return 'the disk is full; free some, then run it again';
  const reason = known.find(([sign]) => sign.test(error.output))?.[1];
  if (reason !== undefined) return reason;
  const line = error.output.split('\n').find((text) => telling.test(text));
  return `${line?.trim() ?? error.message}; the whole output is in .native/log.txt`;
}

/** Any error of a set-up as one sentence; a bug stays what it is. */
export function asUsageError(error: unknown): unknown {
  if (error instanceof ProgramFailed) return new UsageError(`npm run native: ${reasonOf(error)}`);
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new UsageError('npm run native: the disk is full; free some, then run it again');
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new UsageError(
      `npm run native: ${path ?? 'this folder'} cannot be written to (${code}); make it writable, then run it again`,
    );
  }
  return error;
}
