import type { LessonData } from '../../course/lesson-data.ts';
import type { Lesson } from '../../course/lesson.ts';
import { writeLessonReportWith } from '../../course/report.ts';
import { startEngine } from '../../engine/index.ts';
import { learnerReports, reportFolders, savedData } from '../../workbook/learner-report.ts';

/**
 * What a lesson's experiments gave: from a report that was made from these very experiments, or trained now, into the
 * learner's own reports.
 * @param signal ends the training when the learner leaves
 * @param onProgress is told the share that is done, 0 to 1
 */
export async function trained(
  lesson: Lesson,
  workbook: string,
  backend: string,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<LessonData> {
  // The clone's own reports spare its learners the wait.
  const saved = await savedData(lesson, reportFolders(workbook));
  if (saved !== undefined) return saved;
  // The screen is the lesson's.
  const engine = await startEngine({ backend, stderr: 'ignore' });
  signal.addEventListener('abort', () => engine.close());
  try {
    return await writeLessonReportWith(engine, lesson, learnerReports(workbook), {}, (done, of) =>
      onProgress(done / of),
    );
  } finally {
    engine.close();
  }
}
