import type { Lesson, LessonOutline } from './lesson.ts';
import { packageFile } from './package-file.ts';
import { packsInUse, type Pack } from './packs.ts';

/** Where the build keeps the outlines of this package's lessons, below its folder. */
export const outlineFile = 'dist/outlines.json';

/**
 * The lessons in the order of the course, as far as lists, exercises and verdicts need them. Ours were written down by
 * the build, since to load a lesson is to load all that trains it; with a pack in use all are loaded.
 * @throws UsageError as `syllabus`
 */
export async function outlines(
  packs: readonly Pack[] = packsInUse(),
): Promise<readonly LessonOutline[]> {
  if (packs.length > 0) return (await import('./syllabus.ts')).syllabus(packs);
  return JSON.parse(await packageFile(outlineFile)) as readonly LessonOutline[];
}

/** What the build keeps of a lesson. */
export function outlineOf({
  id,
  title,
  lecture,
  concepts,
  needs,
  taught,
  exercises,
}: Lesson): LessonOutline {
  return { id, title, lecture, concepts, needs, taught, exercises };
}
