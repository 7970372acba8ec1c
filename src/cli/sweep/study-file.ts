import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { numberText } from '../../figures/index.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { UsageError } from '../../shared/errors.ts';
import { readSweep } from '../../sweep/read-sweep.ts';
import { sizeOf, timeText } from '../../sweep/size.ts';
import type { Sweep } from '../../sweep/sweep.ts';

/** A study that was named on the command line. */
export interface StudyFile {
  /** How errors call it. */
  readonly who: string;
  readonly sweep: Sweep;
}

/**
 * @param command names who reads it, where there is nothing to be read
 * @throws UsageError for a file that is not there, or is no study
 */
export async function studyFile(command: string, file: string): Promise<StudyFile> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const missing = error.code === 'ENOENT';
    throw new UsageError({
      who: command,
      rule: missing ? `the file ${file} does not exist` : `cannot read ${file} (${error.code})`,
      exitCode: exitCodes.unloadable,
    });
  });
  const who = basename(file);
  return { who, sweep: readSweep(who, text) };
}

/** How much a study asks for, as a note: what it has at most, and a first guess of how long that takes here. */
export function sizeNote(who: string, sweep: Sweep): string {
  const { runs, updates, seconds } = sizeOf(who, sweep);
  const most = sweep.rungs.length > 0 ? ' at most' : '';
  return `${sweep.name}: ${numberText(runs)} runs, ${numberText(updates)} updates${most}; a first guess is ${timeText(seconds)}.`;
}
