import { signal } from '@preact/signals-core';
import { kept, keepInBrowser } from './kept.ts';

/** Where the reader stands, in the form of the workbook's `progress.json`. */
export interface Progress {
  readonly schema: 1;
  /** The lesson of the exercise that was open last. */
  readonly current?: string;
  readonly read: readonly string[];
  readonly exercises: Readonly<Record<string, ExerciseProgress>>;
  readonly predictions: Readonly<Record<string, string>>;
}

interface ExerciseProgress {
  readonly passed: boolean;
  readonly hints: number;
  readonly tries: number;
}

const nothing: Progress = { schema: 1, read: [], exercises: {}, predictions: {} };
const before = kept('progress') as Progress | undefined;

export const progress = signal<Progress>(
  before?.schema === 1 ? { ...nothing, ...before } : nothing,
);

/** What is known of an exercise. */
export function progressOf(id: string): ExerciseProgress {
  return progress.value.exercises[id] ?? { passed: false, hints: 0, tries: 0 };
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
