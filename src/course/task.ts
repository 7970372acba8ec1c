import { basename } from 'node:path';
import { lookUp } from '../shared/look-up.ts';
import type { Exercise, LessonOutline } from './lesson.ts';

/** An exercise and the lesson it belongs to. */
export interface Task<L extends LessonOutline = LessonOutline> {
  readonly lesson: L;
  readonly exercise: Exercise;
}

/** Every exercise of `lessons`, in order. */
export function tasks<L extends LessonOutline>(lessons: readonly L[]): readonly Task<L>[] {
  return lessons.flatMap((lesson) => lesson.exercises.map((exercise) => ({ lesson, exercise })));
}

/** The exercise called `id`; the learner's file, such as `workbook/adamw/adamw.ts`, names it too. @throws UsageError */
export function taskNamed<L extends LessonOutline>(lessons: readonly L[], id: string): Task<L> {
  const table = Object.fromEntries(tasks(lessons).map((task) => [task.exercise.id, task]));
  return lookUp('exercise', basename(id).replace(/\.(?:ts|js)$/, ''), table, 'list');
}
