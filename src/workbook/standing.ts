import type { LessonOutline } from '../course/lesson.ts';
import { exerciseProgress, type Progress } from './progress.ts';

/** How far a lesson or an exercise is. */
export type State = 'untouched' | 'current' | 'passed';

/** A lesson with its state and those of its exercises. */
export interface Standing<L extends LessonOutline = LessonOutline> {
  readonly lesson: L;
  readonly state: State;
  readonly exercises: readonly { readonly id: string; readonly state: State }[];
}

/**
 * Where the learner stands in the whole course. A lesson is passed when its exercises are, and one without exercises
 * when it was read. Exactly one is current, until all are passed: the one that `learn` goes on with.
 */
export function standings<L extends LessonOutline>(
  lessons: readonly L[],
  progress: Progress,
): readonly Standing<L>[] {
  const current = currentLesson(lessons, progress);
  return lessons.map((lesson) => {
    const next = lesson.exercises.find(({ id }) => !exerciseProgress(progress, id).passed);
    const state = isPassed(lesson, progress)
      ? 'passed'
      : lesson === current
        ? 'current'
        : 'untouched';
    const exercises = lesson.exercises.map((exercise) => ({
      id: exercise.id,
      state: exerciseProgress(progress, exercise.id).passed
        ? ('passed' as const)
        : exercise === next && lesson === current
          ? ('current' as const)
          : ('untouched' as const),
    }));
    return { lesson, state, exercises };
  });
}

/** The lesson to go on with: the one that was left off at, else the first that is not passed; undefined at the end. */
export function currentLesson<L extends LessonOutline>(
  lessons: readonly L[],
  progress: Progress,
): L | undefined {
  const open = lessons.filter((lesson) => !isPassed(lesson, progress));
  return open.find(({ id }) => id === progress.current) ?? open[0];
}

/** Whether a lesson is done with. */
export function isPassed({ id, exercises }: LessonOutline, progress: Progress): boolean {
  return exercises.length === 0
    ? progress.read.includes(id)
    : exercises.every((exercise) => exerciseProgress(progress, exercise.id).passed);
}
