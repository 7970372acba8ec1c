import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { shown, UsageError } from '../shared/errors.ts';
import { shortPath } from './short-path.ts';

/** Where a learner stands, as `workbook/progress.json` holds it: small, readable, and theirs to edit. */
export interface Progress {
  readonly schema: 1;
  /** The lesson that `learn` goes on with; none before the first. */
  readonly current?: string;
  /** Lessons that were read to their end. */
  readonly read: readonly string[];
  /** By the exercise's id. */
  readonly exercises: Readonly<Record<string, ExerciseProgress>>;
  /** By lesson and prediction, such as `momentum/noise`: the choice, in its own words. */
  readonly predictions: Readonly<Record<string, string>>;
}

export interface ExerciseProgress {
  /** Whether its last check passed. */
  readonly passed: boolean;
  /** Hints given so far, 0 to 3. */
  readonly hints: number;
  /** Checks up to the one that passed; absent where some were made before they were counted. */
  readonly tries?: number;
}

/** The file's name in the workbook. */
export const progressName = 'progress.json';

const nothing: Progress = { schema: 1, read: [], exercises: {}, predictions: {} };

/** What is known of an exercise; nothing at all before its first check or hint. */
export function exerciseProgress({ exercises }: Progress, id: string): ExerciseProgress {
  return exercises[id] ?? { passed: false, hints: 0, tries: 0 };
}

/** The learner's progress; that of a beginner where there is no file. @throws UsageError for a file that cannot be read */
export async function readProgress(workbook: string): Promise<Progress> {
  const file = join(workbook, progressName);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return nothing;
    throw refused(file, `cannot be read: ${(error as Error).message}`);
  }
  return checked(file, parsed(file, text));
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

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused(file, `is not JSON: ${(error as Error).message}`);
  }
}

function checked(file: string, found: unknown): Progress {
  if (!isTable(found)) throw refused(file, `must hold an object, got ${shown(found)}`);
  const { schema, current, read, exercises, predictions } = found;
  if (schema !== 1) {
    throw refused(
      file,
      typeof schema === 'number' && schema > 1
        ? `was written by a newer downhill (schema ${schema}); npm install downhill@latest reads it`
        : `must begin with "schema": 1, got ${shown(schema)}`,
    );
  }
  const progress = { ...found, ...nothing };
  if (current !== undefined) {
    if (typeof current !== 'string') throw wrong(file, 'current', 'the id of a lesson', current);
    Object.assign(progress, { current });
  }
  if (read !== undefined) {
    if (!Array.isArray(read) || !read.every((id) => typeof id === 'string'))
      throw wrong(file, 'read', 'a list of lesson ids', read);
    Object.assign(progress, { read });
  }
  if (predictions !== undefined) {
    if (
      !isTable(predictions) ||
      !Object.values(predictions).every((one) => typeof one === 'string')
    )
      throw wrong(file, 'predictions', 'texts by name', predictions);
    Object.assign(progress, { predictions });
  }
  if (exercises !== undefined) {
    if (!isTable(exercises)) throw wrong(file, 'exercises', 'objects by name', exercises);
    const entries = Object.entries(exercises).map(([id, one]) => [
      id,
      checkedExercise(file, id, one),
    ]);
    Object.assign(progress, { exercises: Object.fromEntries(entries) });
  }
  return progress;
}

function checkedExercise(file: string, id: string, found: unknown): ExerciseProgress {
  const name = `exercises.${id}`;
  if (!isTable(found)) throw wrong(file, name, 'like { "passed": false, "hints": 0 }', found);
  const { passed = false, hints = 0, tries } = found;
  if (typeof passed !== 'boolean') throw wrong(file, `${name}.passed`, 'true or false', passed);
  if (!isCount(hints)) throw wrong(file, `${name}.hints`, 'a number of hints', hints);
  if (tries !== undefined && !isCount(tries))
    throw wrong(file, `${name}.tries`, 'a number of tries', tries);
  return { ...found, passed, hints };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(file: string, name: string, rule: string, value: unknown): UsageError {
  return refused(file, `"${name}" must be ${rule}, got ${shown(value)}`);
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
