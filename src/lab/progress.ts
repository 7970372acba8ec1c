import { shown, type UsageError } from '../shared/errors.ts';

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

/** A beginner's. */
export const noProgress: Progress = { schema: 1, read: [], exercises: {}, predictions: {} };

/** What is known of an exercise; nothing at all before its first check or hint. */
export function exerciseProgress({ exercises }: Progress, id: string): ExerciseProgress {
  return exercises[id] ?? { passed: false, hints: 0, tries: 0 };
}

/** Makes the error of what is wrong with a text. */
type Refuse = (what: string) => UsageError;

/** The progress that a text holds; what this version of downhill does not know in it stays. @throws what `refuse` makes */
export function readProgressText(text: string, refuse: Refuse): Progress {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    throw refuse(`is not JSON: ${(error as Error).message}`);
  }
  return checked(found, refuse);
}

function checked(found: unknown, refuse: Refuse): Progress {
  if (!isTable(found)) throw refuse(`must hold an object, got ${shown(found)}`);
  const { schema, current, read, exercises, predictions } = found;
  if (schema !== 1) {
    throw refuse(
      typeof schema === 'number' && schema > 1
        ? `was written by a newer downhill (schema ${schema}); npm install downhill@latest reads it`
        : `must begin with "schema": 1, got ${shown(schema)}`,
    );
  }
  const progress = { ...found, ...noProgress };
  if (current !== undefined) {
    if (typeof current !== 'string') throw wrong(refuse, 'current', 'the id of a lesson', current);
    Object.assign(progress, { current });
  }
  if (read !== undefined) {
    if (!Array.isArray(read) || !read.every((id) => typeof id === 'string'))
      throw wrong(refuse, 'read', 'a list of lesson ids', read);
    Object.assign(progress, { read });
  }
  if (predictions !== undefined) {
    if (
      !isTable(predictions) ||
      !Object.values(predictions).every((one) => typeof one === 'string')
    )
      throw wrong(refuse, 'predictions', 'texts by name', predictions);
    Object.assign(progress, { predictions });
  }
  if (exercises !== undefined) {
    if (!isTable(exercises)) throw wrong(refuse, 'exercises', 'objects by name', exercises);
    const entries = Object.entries(exercises).map(([id, one]) => [
      id,
      checkedExercise(id, one, refuse),
    ]);
    Object.assign(progress, { exercises: Object.fromEntries(entries) });
  }
  return progress;
}

function checkedExercise(id: string, found: unknown, refuse: Refuse): ExerciseProgress {
  const name = `exercises.${id}`;
  if (!isTable(found)) throw wrong(refuse, name, 'like { "passed": false, "hints": 0 }', found);
  const { passed = false, hints = 0, tries } = found;
  if (typeof passed !== 'boolean') throw wrong(refuse, `${name}.passed`, 'true or false', passed);
  if (!isCount(hints)) throw wrong(refuse, `${name}.hints`, 'a number of hints', hints);
  if (tries !== undefined && !isCount(tries))
    throw wrong(refuse, `${name}.tries`, 'a number of tries', tries);
  return { ...found, passed, hints };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(refuse: Refuse, name: string, rule: string, value: unknown): UsageError {
  return refuse(`"${name}" must be ${rule}, got ${shown(value)}`);
}
