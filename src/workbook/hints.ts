import { exerciseProgress, updateExercise } from './progress.ts';
import type { Task } from '../course/task.ts';

/** Hints up to the one that was asked for. */
export interface GivenHints {
  readonly given: readonly string[];
  readonly of: number;
}

/** Gives the next hint of an exercise, and remembers that; when all were given, gives them again. */
export async function nextHint(workbook: string, { exercise }: Task): Promise<GivenHints> {
  const { hints } = exercise;
  const progress = await updateExercise(workbook, exercise.id, (before) => ({
    hints: Math.min(before.hints + 1, hints.length),
  }));
  const given = exerciseProgress(progress, exercise.id).hints;
  return { given: hints.slice(0, given), of: hints.length };
}
