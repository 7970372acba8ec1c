import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFiles } from '../render/files.ts';
import { writeReport } from '../render/report.ts';
import type { RunRecord } from '../training/experiment.ts';
import type { OnProgress } from '../training/run.ts';
import type { Lesson } from './lesson.ts';
import { lessonData, lessonRuns, type LessonData } from './lesson-data.ts';
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
  await checkFolder(lesson, out);
  return writeRuns(lesson, await lessonRuns(lesson, variation, onProgress), out, variation);
}

/** Finds out before the training, not after it, that the folder cannot be written. @throws UsageError */
function checkFolder({ id }: Lesson, out: string): Promise<void> {
  return writeFiles(join(out, id), {});
}

/** Judges and draws what a lesson's experiments gave, and writes the report. */
async function writeRuns(
  lesson: Lesson,
  runs: Readonly<Record<string, RunRecord>>,
  out: string,
  variation: Variation,
): Promise<LessonData> {
  const { data, figures } = await lessonData(lesson, runs, await versions(), variation);
  const markdown = await lessonPage(lesson, data, figures);
  await writeReport(join(out, lesson.id), { title: lesson.title, markdown, figures, data });
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
