import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFiles } from '../render/files.ts';
import { writeReport } from '../render/report.ts';
import type { OnProgress } from '../training/run.ts';
import type { Lesson } from './lesson.ts';
import { trainLesson, type LessonData } from './lesson-data.ts';
import { lessonPage } from './lesson-page.ts';
import { packageFile } from './syllabus.ts';
import type { Variation } from './variation.ts';

/**
 * Trains a lesson on the current backend and writes its report to `<out>/<lesson>/`.
 * @throws UsageError when the folder cannot be written
 */
export async function writeLessonReport(
  lesson: Lesson,
  out: string,
  variation: Variation = {},
  onProgress: OnProgress = () => {},
): Promise<LessonData> {
  const folder = join(out, lesson.id);
  // Finds out before the training, not after it, that the folder cannot be written.
  await writeFiles(folder, {}, /^$/);
  const { data, figures } = await trainLesson(lesson, await versions(), variation, onProgress);
  const markdown = await lessonPage(lesson, data, figures);
  await writeReport(folder, { title: lesson.title, markdown, figures, data });
  return data;
}

/** Versions that a report depends on. */
export async function versions(): Promise<Record<string, string>> {
  const { version } = JSON.parse(await packageFile('package.json')) as { version: string };
  const tfjs = import.meta.resolve('@tensorflow/tfjs');
  const manifest = new URL(tfjs.replace(/\/dist\/.*$/, '/package.json'));
  const { version: tfjsVersion } = JSON.parse(await readFile(manifest, 'utf8')) as {
    version: string;
  };
  return { downhill: version, '@tensorflow/tfjs': tfjsVersion };
}
