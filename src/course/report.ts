import { join } from 'node:path';
import { versions, type Engine } from '../engine/index.ts';
import { writeFiles } from '../render/files.ts';
import { writeReport } from '../render/report.ts';
import type { OnProgress } from '../training/run.ts';
import type { Lesson, Runs } from './lesson.ts';
import { lessonData, lessonRuns, type LessonData } from './lesson-data.ts';
import { coursePlace, lessonPage } from './lesson-page.ts';
import { liveBeside, writeBesideLessons } from './beside-lessons.ts';
import { rememberedReport } from './report-memory.ts';
import { lessonNamed } from './syllabus.ts';
import type { Variation } from './variation.ts';

// This file as the engine's processes can load it, also when this one runs from the sources.
const { href: module } = new URL('../../dist/course/report.js', import.meta.url);

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

/**
 * As `writeLessonReport`, in the engine's processes: each seed is a job, and what follows the last is done in one of them,
 * unless the report stands already.
 * @throws UsageError as the first of them threw it
 */
export async function writeLessonReportWith(
  engine: Engine,
  lesson: Lesson,
  out: string,
  variation: Variation,
  onProgress: OnProgress,
): Promise<LessonData> {
  await checkFolder(lesson, out);
  const runs = await lessonRuns(lesson, variation, onProgress, engine);
  return rememberedReport(engine, join(out, lesson.id), { lesson, runs, variation }, () =>
    engine.call({ module, name: 'reportRuns', args: [lesson.id, runs, out, variation] }),
  );
}

/** What the engine calls when the runs are there. */
export async function reportRuns(
  lesson: string,
  ...rest: [runs: Runs, out: string, variation: Variation]
): Promise<LessonData> {
  return writeRuns(await lessonNamed(lesson), ...rest);
}

/** Finds out before the training, not after it, that the folder cannot be written. @throws UsageError */
async function checkFolder({ id }: Lesson, out: string): Promise<void> {
  await writeFiles(join(out, id), {});
  await writeBesideLessons(out);
}

/** Judges and draws what a lesson's experiments gave, and writes the report. */
async function writeRuns(
  lesson: Lesson,
  runs: Runs,
  out: string,
  variation: Variation,
): Promise<LessonData> {
  const { data, figures } = await lessonData(lesson, runs, await versions(), variation);
  const markdown = await lessonPage(lesson, data, figures);
  const course = coursePlace(lesson);
  const report = { title: lesson.title, markdown, figures, data, course, script: liveBeside };
  await writeReport(join(out, lesson.id), report);
  return data;
}
