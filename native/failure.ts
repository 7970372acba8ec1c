import { UsageError } from '#src/shared/errors';
import { ProgramFailed } from './run-program.ts';

/** What a program's output says by a sign: what is wrong, and the way out. */
export type KnownReason = readonly [sign: RegExp, reason: string, remedy: string];

const fullDisk: KnownReason = [
  /No space left|ENOSPC|Disk quota exceeded/i,
  'the disk is full',
  'free some, then run it again',
];

/** What stands in the way of a set-up, and the way out. */
export function refusal(rule: string, remedy?: string): UsageError {
  return new UsageError({ who: 'npm run native', rule, remedy });
}

/**
 * The refusal when a program failed.
 * @param what what it was needed for, as half a sentence
 * @param known what to look for in its output; the first that is found counts
 * @param telling the line to quote where nothing known is found
 */
export function programRefusal(
  what: string,
  { output, message }: ProgramFailed,
  known: readonly KnownReason[] = [],
  telling: RegExp = /error/i,
): UsageError {
  const found = [fullDisk, ...known].find(([sign]) => sign.test(output));
  if (found !== undefined) return refusal(`${what}: ${found[1]}`, found[2]);
  const line = output.split('\n').find((text) => telling.test(text));
  return refusal(`${what}: ${line?.trim() ?? message}`, 'the whole output is in .native/log.txt');
}

/** Any error of a set-up as one sentence; a bug stays what it is. */
export function asUsageError(error: unknown): unknown {
  if (error instanceof ProgramFailed) return programRefusal('a program failed', error);
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return refusal(fullDisk[1], fullDisk[2]);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return refusal(
      `${path ?? 'this folder'} cannot be written to (${code})`,
      'make it writable, then run it again',
    );
  }
  return error;
}
