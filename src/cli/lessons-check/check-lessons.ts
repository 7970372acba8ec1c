import { mkdir, mkdtemp, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verdict } from '../../verify/verdict.ts';
import { checkFile, isPass } from '../../workbook/check.ts';
import { usualCheck } from '../../workbook/usual-check.ts';
import { checkTypes } from './check-types.ts';
import { fileNameOf, solutionOf, stubOf, todosOf } from '../../course/exercise-source.ts';
import type { Lesson, Runs } from '../../course/lesson.ts';
import { lessonRuns, variedExperiments, type Rig } from '../../course/lesson-data.ts';
import { savedData } from '../../workbook/learner-report.ts';
import { tasks, type Task } from '../../course/task.ts';
import { wordFaults } from './word-faults.ts';

/** What was found out about a lesson or an exercise; `fault` where something is wrong. */
export interface Finding {
  /** Lesson, or lesson and exercise. */
  readonly where: string;
  readonly fault?: string;
}

/** A further examination of a lesson by what was measured: gives a sentence for each fault. */
export type LessonGuard = (lesson: Lesson, runs: Runs) => Promise<readonly string[]>;

/** A further examination of an exercise: gives a sentence for each fault. */
export type ExerciseGuard = (task: Task) => Promise<readonly string[]>;

/**
 * The author's guard: the words of each lesson rest on its measures, every claim holds and could fail, every question has
 * one answer, every exercise three hints; every stub compiles and fails with its task, every solution compiles and passes.
 * @param folder where people work: reports in it spare the training, and files are written below its `workbook/`
 * @param rig where experiments are done
 * @param guards further examinations of each exercise
 * @param lessonGuards and of each lesson
 */
export async function* checkLessons(
  lessons: readonly Lesson[],
  folder: string,
  rig: Rig,
  guards: readonly ExerciseGuard[] = [],
  lessonGuards: readonly LessonGuard[] = [],
): AsyncGenerator<Finding> {
  for (const lesson of lessons) {
    yield* found(lesson.id, await lessonFaults(lesson, folder, rig, lessonGuards));
  }
  const workbook = join(folder, 'workbook');
  await mkdir(workbook, { recursive: true });
  // Inside the package, so that imports are found as in a learner's workbook.
  const desk = await mkdtemp(join(workbook, '.lessons-check-'));
  try {
    const all = await Promise.all(tasks(lessons).map((task) => written(task, desk)));
    const wrong = await checkTypes(desk);
    for (const { task, stub, solution, fault } of all) {
      const where = `${task.lesson.id}, exercise ${task.exercise.id}`;
      if (fault !== undefined) {
        yield { where, fault };
        continue;
      }
      const types = [
        ...(wrong.get(stub) ?? []).map((text) => `the stub does not compile: ${text}`),
        ...(wrong.get(solution) ?? []).map((text) => `the solution does not compile: ${text}`),
      ];
      // What does not compile fails further on too, for no other reason.
      if (types.length > 0) {
        yield* found(where, types);
        continue;
      }
      const further = await Promise.all(guards.map((guard) => guard(task)));
      yield* found(where, [
        ...(wrong.get('') ?? []),
        ...(await stubFaults(task, stub)),
        ...(await solutionFaults(task, solution)),
        ...further.flat(),
      ]);
    }
  } finally {
    await rm(desk, { recursive: true, force: true });
    // Stays where a learner's files are in it.
    await rmdir(workbook).catch(() => {});
  }
}

function* found(where: string, faults: readonly string[]): Generator<Finding> {
  if (faults.length === 0) yield { where };
  for (const fault of faults) yield { where, fault };
}

async function lessonFaults(
  lesson: Lesson,
  folder: string,
  rig: Rig,
  guards: readonly LessonGuard[],
): Promise<readonly string[]> {
  try {
    const data = (await savedData(lesson, [join(folder, 'reports')])) ?? {
      experiments: variedExperiments(lesson, {}),
      runs: await lessonRuns(lesson, {}, () => {}, rig),
    };
    const further = await Promise.all(guards.map((guard) => guard(lesson, data.runs)));
    return [...wordFaults(lesson, data), ...further.flat()];
  } catch (error) {
    return [(error as Error).message];
  }
}

/** An exercise's stub and solution as files; or why they could not be made. */
async function written(
  task: Task,
  folder: string,
): Promise<{ task: Task; stub: string; solution: string; fault?: string }> {
  const stub = join(folder, fileNameOf(task));
  const solution = join(folder, `solution-${fileNameOf(task)}`);
  try {
    await writeFile(stub, await stubOf(task));
    await writeFile(solution, await solutionOf(task));
    return { task, stub, solution };
  } catch (error) {
    return { task, stub, solution, fault: (error as Error).message };
  }
}

async function stubFaults(task: Task, stub: string): Promise<string[]> {
  const todos = await todosOf(task);
  const verdict = await checkFile(stub, task, usualCheck);
  if (isPass(verdict)) return ['the stub passes its check; there is nothing to do'];
  const said = JSON.stringify(verdict);
  return todos.some((todo) => said.includes(JSON.stringify(todo).slice(1, -1)))
    ? []
    : [`the stub does not fail with its task, but: ${summary(verdict)}`];
}

async function solutionFaults(task: Task, solution: string): Promise<string[]> {
  const verdict = await checkFile(solution, task, usualCheck);
  // By the letter: a convention of some library is not what our own code should need.
  return verdict.verdict === 'passed' ? [] : [`the solution does not pass: ${summary(verdict)}`];
}

function summary({ verdict, probes, message }: Verdict): string {
  const failed = probes.filter(({ passed }) => !passed);
  const why = message ?? failed.map(({ id, note }) => (note ? `${id} (${note})` : id)).join(', ');
  return `${verdict}${why === '' ? '' : `, ${why}`}`;
}
