import { isDeepStrictEqual } from 'node:util';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Figure } from '../figures/figure.ts';
import { writeReport } from '../render/report.ts';
import { findings } from '../course/findings.ts';
import type { Lesson } from '../course/lesson.ts';
import type { LessonData } from '../course/lesson-data.ts';
import { liveBeside, writeBesideLessons } from '../course/beside-lessons.ts';
import { lessonPage } from '../course/lesson-page.ts';
import { scoreQuestions } from '../course/question.ts';
import { exerciseProgress, type Progress } from './progress.ts';
import { packageFile } from '../course/package-file.ts';

/** Where a learner's own reports stand. */
export function learnerReports(workbook: string): string {
  return join(workbook, 'reports');
}

/** Where reports are looked for: the learner's own and, beside the workbook, those of a clone or of `downhill run`. */
export function reportFolders(workbook: string): readonly string[] {
  return [learnerReports(workbook), join(dirname(workbook), 'reports')];
}

/**
 * A lesson's runs as a report below one of `folders` holds them; undefined when there is none that was made from these
 * very experiments by this version. Whoever finds it need not train.
 */
export async function savedData(
  lesson: Lesson,
  folders: readonly string[],
): Promise<LessonData | undefined> {
  const { version } = JSON.parse(await packageFile('package.json')) as { version: string };
  for (const folder of folders) {
    try {
      const text = await readFile(join(folder, lesson.id, 'data.json'), 'utf8');
      const data = JSON.parse(text) as LessonData;
      const same = isDeepStrictEqual(data.experiments, written(lesson));
      if (data.schema === 1 && !data.draft && data.versions['downhill'] === version && same)
        return data;
    } catch {
      // None here, or none that can be used: the next folder, or training, gives it.
    }
  }
  return undefined;
}

/** The experiments as a report keeps them: seeds spelled out, nothing that JSON drops. */
function written({ experiments }: Lesson): unknown {
  const spelled = Object.entries(experiments).map(([id, one]) => [
    id,
    { ...one, seeds: one.seeds ?? [1] },
  ]);
  return JSON.parse(JSON.stringify(Object.fromEntries(spelled)));
}

/**
 * Writes a lesson's report for its reader: their predictions scored, the code that they have yet to write folded.
 * @param pictures `kept` takes those that stand there already
 * @param figures default: the lesson's own, without the learner's rule in them
 */
export async function writeLearnerReport(
  lesson: Lesson,
  data: LessonData,
  progress: Progress,
  reports: string,
  pictures: 'drawn' | 'kept' = 'drawn',
  figures: Readonly<Record<string, Figure>> = findings(lesson, data.runs).figures,
): Promise<void> {
  const markdown = await lessonPage(lesson, data, figures, {
    predictions: scoreQuestions(lesson, lesson.measures(data.runs), progress.predictions),
    passed: new Set(
      lesson.exercises.map(({ id }) => id).filter((id) => exerciseProgress(progress, id).passed),
    ),
  });
  await writeBesideLessons(reports);
  await writeReport(join(reports, lesson.id), {
    title: lesson.title,
    markdown,
    figures,
    data,
    script: liveBeside,
    keepPictures: pictures === 'kept',
  });
}
