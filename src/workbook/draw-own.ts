import { join } from 'node:path';
import { limitsOf } from './check.ts';
import { learnerReports, savedData, writeLearnerReport } from './learner-report.ts';
import { trainings } from '../course/lesson.ts';
import { withOwnEntrant, type Convention } from './own-entrant.ts';
import { readProgress } from './progress.ts';
import type { Lesson } from '../course/lesson.ts';
import type { Task } from '../course/task.ts';
import type { CheckOptions } from './usual-check.ts';
import { withLearner, withLearnerRun } from './with-learner.ts';
import { workbookFile } from './workbook.ts';

/** Seconds that a learner's rule may take for all experiments of a lesson. */
const patience = 120;

/**
 * Shows the code of what has passed in the learner's own report, runs their rule in the experiments of its lesson, and
 * draws it into the charts.
 * @param convention by which their rule passed, if by one
 * @returns the report, or undefined when no experiment of the lesson runs the rule or the lesson has no report yet
 * @throws TrainingEnded when the file does not get through
 */
export async function drawOwn(
  workbook: string,
  task: Task<Lesson>,
  options: CheckOptions,
  convention?: Convention,
): Promise<string | undefined> {
  const { lesson } = task;
  const { member } = task.exercise;
  const reports = learnerReports(workbook);
  const data = await savedData(lesson, [reports]);
  if (data === undefined) return undefined;
  // What has passed is unfolded at once; the charts may take a while.
  await writeLearnerReport(lesson, data, await readProgress(workbook), reports, 'kept');
  if (!Object.values(trainings(data.runs)).some(({ spec }) => spec.optimizer.name === member)) {
    return undefined;
  }
  const limits = {
    ...limitsOf(options),
    timeout: Math.max(patience, options.seconds),
    pack: lesson.pack,
  };
  const own = await withLearnerRun(workbookFile(workbook, task), limits, (run) =>
    withLearner(data.runs, member, run),
  );
  const figures = withOwnEntrant(lesson, data.runs, own, convention);
  await writeLearnerReport(lesson, data, await readProgress(workbook), reports, 'drawn', figures);
  return join(reports, lesson.id, 'index.html');
}
