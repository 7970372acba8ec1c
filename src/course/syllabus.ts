import { readFile } from 'node:fs/promises';
import { UsageError } from '../shared/errors.ts';
import { lookUp } from '../shared/nearest.ts';
import type { Lesson } from './lesson.ts';

/** The package's own folder, from the sources and from the build alike. */
export const packageRoot = new URL('../../', import.meta.url);

/**
 * The lessons in the order of the course.
 * @throws UsageError when an id is used twice or a lesson needs one that does not come before it
 */
export async function syllabus(): Promise<readonly Lesson[]> {
  // The lessons import this package by its name, as those of a third party do; so they are found by name too.
  const name = 'downhill/lessons';
  const { default: lessons } = (await import(name)) as { default: readonly Lesson[] };
  const before = new Set<string>();
  for (const { id, needs } of lessons) {
    if (before.has(id)) throw new UsageError(`lesson "${id}": the id is used twice`);
    const missing = needs.find((need) => !before.has(need));
    if (missing !== undefined) {
      throw new UsageError(`lesson "${id}": needs "${missing}", which does not come before it`);
    }
    before.add(id);
  }
  return lessons;
}

/** The lesson called `id`. @throws UsageError with the nearest name, or the list */
export async function lessonNamed(id: string): Promise<Lesson> {
  const lessons = await syllabus();
  return lookUp('lesson', id, Object.fromEntries(lessons.map((lesson) => [lesson.id, lesson])));
}

/** The text of a file of this package. @param path below the package's folder */
export async function packageFile(path: string): Promise<string> {
  try {
    return await readFile(new URL(path, packageRoot), 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}`, 3);
  }
}
