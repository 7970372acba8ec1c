import type { Lesson } from '../../src/course/lesson.ts';

/** A lesson that teaches nothing, with exercises named for sources of this package. */
export function aLesson(
  id: string,
  exercises: readonly string[] = [],
  rest: Partial<Lesson> = {},
): Lesson {
  return {
    id,
    title: `About ${id}`,
    lecture: '3. Optimizers',
    concepts: [],
    needs: [],
    exercises: exercises.map((exercise) => ({
      id: exercise,
      source: `rules/${exercise}`,
      hints: ['one', 'two', 'three'] as const,
    })),
    experiments: {},
    validates: [],
    figures: () => ({}),
    claims: () => ({}),
    ...rest,
  };
}
