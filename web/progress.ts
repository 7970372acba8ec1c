import { signal } from '@preact/signals-core';
import {
  exerciseProgress,
  noProgress,
  readProgressText,
  type ExerciseProgress,
  type Progress,
} from '#src/lab/progress';
import { UsageError } from '#src/shared/errors';
import { kept, keepInBrowser } from './kept.ts';

/** Where the reader stands, in the form of the workbook's `progress.json`. */
export const progress = signal<Progress>(before());

function before(): Progress {
  const text = JSON.stringify(kept('progress') ?? noProgress);
  try {
    return readProgressText(text, (rule) => new UsageError({ rule }));
  } catch {
    // Whoever has changed what this browser keeps begins anew.
    return noProgress;
  }
}

/** What is known of an exercise. */
export function progressOf(id: string): ExerciseProgress {
  return exerciseProgress(progress.value, id);
}

/** Changes what is known, here and for the next visit. */
export function note(change: Partial<Progress>): void {
  progress.value = { ...progress.value, ...change };
  keepInBrowser('progress', progress.value);
}

/** Changes what is known of one exercise. */
export function noteExercise(id: string, change: Partial<ExerciseProgress>): void {
  const { exercises } = progress.value;
  note({ exercises: { ...exercises, [id]: { ...progressOf(id), ...change } } });
}

/** Adds the progress that a file holds; of what both know, the better is kept, and the file's predictions. @throws UsageError */
export function addProgress(name: string, text: string): void {
  const file = readProgressText(text, (what) => new UsageError({ rule: `${name} ${what}` }));
  const both = { ...progress.value.exercises, ...file.exercises };
  const exercises = Object.keys(both).map((id) => [
    id,
    better(progressOf(id), exerciseProgress(file, id)),
  ]);
  note({
    ...file,
    read: [...new Set([...progress.value.read, ...file.read])],
    exercises: Object.fromEntries(exercises) as Progress['exercises'],
    predictions: { ...progress.value.predictions, ...file.predictions },
  });
}

function better(one: ExerciseProgress, other: ExerciseProgress): ExerciseProgress {
  const { tries: _, ...known } = { ...one, ...other };
  const counted = one.tries !== undefined && other.tries !== undefined;
  return {
    ...known,
    passed: one.passed || other.passed,
    hints: Math.max(one.hints, other.hints),
    ...(counted && { tries: Math.max(one.tries, other.tries) }),
  };
}
