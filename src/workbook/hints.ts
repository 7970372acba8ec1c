import { exerciseProgress, updateProgress } from './progress.ts';
import type { Task } from '../course/syllabus.ts';

/** Hints up to the one that was asked for. */
export interface GivenHints {
  readonly given: readonly string[];
  readonly of: number;
}

/** Gives the next hint of an exercise, and remembers that; when all were given, gives them again. */
export async function nextHint(workbook: string, { exercise }: Task): Promise<GivenHints> {
  const { hints } = exercise;
  const progress = await updateProgress(workbook, (before) => {
    const one = exerciseProgress(before, exercise.id);
    const given = Math.min(one.hints + 1, hints.length);
    return {
      ...before,
      exercises: { ...before.exercises, [exercise.id]: { ...one, hints: given } },
    };
  });
  const given = exerciseProgress(progress, exercise.id).hints;
  return { given: hints.slice(0, given), of: hints.length };
}
