import { isLibraryWork } from '../grading/index.ts';
import { examine } from '../sandbox/examine.ts';
import type { LearnerProcess } from '../sandbox/learner-process.ts';
import { inPool } from '../sandbox/pool.ts';
import type { Limits } from '../sandbox/sandbox.ts';
import type { Verdict } from '../verify/verdict.ts';
import { withLessons } from '../course/with-lessons.ts';
import { updateExercise } from './progress.ts';
import type { Task } from '../course/task.ts';
import { usualCheck, type CheckOptions } from './usual-check.ts';
import { workbookFile } from './workbook.ts';

/** What a process that runs a learner's file may use. */
export function limitsOf({ backend, seconds, megabytes }: CheckOptions): Limits {
  // The plain backend starts fastest and is the quickest on a handful of numbers.
  const chosen = backend === 'auto' ? 'cpu' : backend;
  return { timeout: seconds, memory: megabytes, backend: chosen };
}

/** Whether a verdict lets the learner go on: a convention of a well-known library is no mistake. */
export function isPass({ verdict }: Verdict): boolean {
  return verdict === 'passed' || verdict === 'convention';
}

/**
 * Examines any file as an exercise's answer.
 * @param learner a process that was started ahead
 * @param signal ends it, and its reason is thrown
 */
export async function checkFile(
  file: string,
  task: Task,
  options: CheckOptions,
  learner?: LearnerProcess,
  signal?: AbortSignal,
): Promise<Verdict> {
  const { exercise, lesson } = task;
  const as = exercise.member;
  const judged = await examine(file, { as, pack: lesson.pack, ...options, signal }, learner);
  // Right numbers of somebody else's are no answer to an exercise.
  const borrowed = isPass(judged) && judged.diagnosis.some(isLibraryWork);
  return withLessons(borrowed ? { ...judged, verdict: 'failed' } : judged);
}

/**
 * Examines the learner's file, and remembers whether it passed and that it was tried.
 * @param signal ends it: the process stops, nothing is remembered, and there is no verdict
 */
export async function checkExercise(
  workbook: string,
  task: Task,
  options: CheckOptions,
  learner: LearnerProcess,
  signal: AbortSignal,
): Promise<Verdict | undefined> {
  try {
    const file = workbookFile(workbook, task);
    const verdict = await checkFile(file, task, options, learner, signal);
    await remember(workbook, task, verdict);
    return verdict;
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

/**
 * Examines the learner's files of several exercises, two side by side; each verdict comes when it is there.
 * @param signal ends them; no more verdicts come
 */
export async function* checkExercises(
  workbook: string,
  tasks: readonly Task[],
  options: CheckOptions = usualCheck,
  signal?: AbortSignal,
): AsyncGenerator<{ readonly task: Task; readonly verdict: Verdict }> {
  const work = (task: Task, learner: LearnerProcess) =>
    checkFile(workbookFile(workbook, task), task, options, learner, signal);
  for await (const outcome of inPool(tasks, work, { limits: limitsOf(options), signal })) {
    if ('error' in outcome) throw outcome.error;
    const { job: task, result: verdict } = outcome;
    // One after the other: each reads what the one before has written.
    await remember(workbook, task, verdict);
    yield { task, verdict };
  }
}

async function remember(workbook: string, { exercise }: Task, verdict: Verdict): Promise<void> {
  await updateExercise(workbook, exercise.id, ({ passed, tries }) => ({
    passed: isPass(verdict),
    // What has passed already is only confirmed.
    ...(!passed && tries !== undefined && { tries: tries + 1 }),
  }));
}
