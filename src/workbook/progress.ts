import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  exerciseProgress,
  noProgress,
  readProgressText,
  type ExerciseProgress,
  type Progress,
} from '../lab/progress.ts';
import { UsageError } from '../shared/errors.ts';
import { shortPath } from './short-path.ts';

export { exerciseProgress, type ExerciseProgress, type Progress };

/** The file's name in the workbook. */
export const progressName = 'progress.json';

/** The learner's progress; that of a beginner where there is no file. @throws UsageError for a file that cannot be read */
export async function readProgress(workbook: string): Promise<Progress> {
  const file = join(workbook, progressName);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return noProgress;
    throw refused(file, `cannot be read: ${(error as Error).message}`);
  }
  return readProgressText(text, (what) => refused(file, what));
}

/**
 * Changes the progress as it is on disk now, so that two commands do not undo each other; what this version of downhill
 * does not know in the file stays in it.
 */
export async function updateProgress(
  workbook: string,
  change: (progress: Progress) => Progress,
): Promise<Progress> {
  const progress = change(await readProgress(workbook));
  const file = join(workbook, progressName);
  // A name of its own, so that two processes do not write into one file.
  const beside = `${file}.${process.pid}.part`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(beside, `${JSON.stringify(progress, null, 2)}\n`);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw new UsageError({
      rule: `${shortPath(file)} cannot be written: ${(error as Error).message}`,
      remedy: 'go to a folder of your own',
      command: 'learn',
    });
  }
  return progress;
}

/** Changes what is known of one exercise, as `updateProgress` does. */
export function updateExercise(
  workbook: string,
  id: string,
  change: (before: ExerciseProgress) => Partial<ExerciseProgress>,
): Promise<Progress> {
  return updateProgress(workbook, (progress) => {
    const before = exerciseProgress(progress, id);
    return {
      ...progress,
      exercises: { ...progress.exercises, [id]: { ...before, ...change(before) } },
    };
  });
}

/** Nothing is lost silently: the file stays as it is until its owner has decided. */
function refused(file: string, what: string): UsageError {
  return new UsageError({
    rule: `${shortPath(file)} ${what}`,
    remedy:
      'mend it by hand, or move it away: then npx downhill check finds out from your files what passes',
    command: 'check',
  });
}
