import { fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LessonData } from '../../course/lesson-data.ts';
import type { Lesson } from '../../course/lesson.ts';
import { learnerReports, savedData } from '../../workbook/learner-report.ts';
import { UsageError } from '../../shared/errors.ts';
import type { Job, Word } from '../report/lesson-worker.ts';

/**
 * What a lesson's experiments gave: from a report that was made from these very experiments, or trained now in a process
 * of its own, into the learner's own reports.
 * @param onProgress is told the share that is done, 0 to 1
 */
export async function trained(
  lesson: Lesson,
  workbook: string,
  backend: string,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<LessonData> {
  const own = learnerReports(workbook);
  // The clone's own reports spare its learners the wait.
  const saved = await savedData(lesson, [own, join(dirname(workbook), 'reports')]);
  if (saved !== undefined) return saved;
  await train({ lesson: lesson.id, backend, out: own, variation: {} }, signal, onProgress);
  const fresh = await savedData(lesson, [own]);
  if (fresh !== undefined) return fresh;
  throw new UsageError(
    `lesson "${lesson.id}": its report cannot be read again; try: downhill run ${lesson.id} --out ${own}`,
  );
}

function train(job: Job, signal: AbortSignal, onProgress: (share: number) => void): Promise<void> {
  // The same file name with the extension that this file runs under: .js in the build, .ts in the sources.
  const path = fileURLToPath(
    import.meta.url.replace(/learn\/training(\.\w+)$/, 'report/lesson-worker$1'),
  );
  return new Promise((resolve, reject) => {
    const child = fork(path, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], signal });
    child.on('error', reject);
    child.on('message', (word: Word) => {
      if ('progress' in word) onProgress(word.progress);
      else if ('done' in word) resolve();
      else if ('failed' in word) reject(new UsageError(word.failed, 2));
    });
    // After an answer this changes nothing any more.
    child.on('exit', (code, killedBy) =>
      reject(
        new UsageError(
          `lesson "${job.lesson}" ended early (${killedBy ?? `code ${code}`}); try: downhill run ${job.lesson} --backend cpu`,
          4,
        ),
      ),
    );
    child.send(job);
  });
}
