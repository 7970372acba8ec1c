import type { Lesson } from '../../src/course/lesson.ts';
import { readLesson } from '../../src/course/lesson-text.ts';

/** A lesson that teaches nothing, with exercises named for rules of this package. @param rest what it says and measures */
export function aLesson(
  id: string,
  exercises: readonly string[] = [],
  { words = '', ...rest }: Partial<Lesson> & { readonly words?: string } = {},
): Lesson {
  const taught = exercises.map((member) => ({
    id: member,
    member,
    file: `src/rules/${member}.ts`,
  }));
  return {
    id,
    lecture: '3. Optimizers',
    concepts: [],
    needs: [],
    position: { number: 1, of: 1, after: [] },
    terms: [],
    teaches: exercises,
    experiments: {},
    measures: () => ({}),
    figures: () => ({}),
    taught,
    exercises: taught.map((one) => ({ ...one, hints: ['one', 'two', 'three'] })),
    ...readLesson(`# About ${id}\n\n${words}`, `lessons/${id}/lesson.md`),
    ...rest,
  };
}
