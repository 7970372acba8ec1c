import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkExercise, checkExercises, isPass } from '../../workbook/check.ts';
import { drawOwn } from '../../workbook/draw-own.ts';
import { stubOf, taskOf, todosOf } from '../../course/exercise-source.ts';
import { nextHint } from '../../workbook/hints.ts';
import { learnerReports } from '../../workbook/learner-report.ts';
import { sideBySide } from '../../workbook/own-part.ts';
import { exerciseProgress, readProgress } from '../../workbook/progress.ts';
import { shortPath } from '../../workbook/short-path.ts';
import { standings } from '../../workbook/standing.ts';
import type { Lesson } from '../../course/lesson.ts';
import { tasks, type Task } from '../../course/task.ts';
import { openExercise, workbookFile, workbookText } from '../../workbook/workbook.ts';
import type { Verdict } from '../../verify/verdict.ts';
import { beside } from '../beside.ts';
import { hintLines } from '../hint-lines.ts';
import { headLines, keyLines, type Desk, type KeyHelp } from './desk.ts';
import { cut, wrapped } from '../text.ts';
import { openFile } from './open-file.ts';
import { backToStub } from '../reset.ts';
import { painted } from '../line.ts';
import { courseVerdict } from '../verdict/course-verdict.ts';
import { verdictLine, verdictLines } from '../verdict/verdict-lines.ts';
import { mapLines, progressLines } from '../map-lines.ts';
import { paint } from '../paint.ts';

/** An exercise on the learner's desk, and what is shown of it. */
interface Sitting {
  readonly task: Task<Lesson>;
  readonly about: string;
  readonly passed: boolean;
  readonly verdict?: Verdict;
  readonly drawing?: Drawing;
  /** What a key asked for, below everything else. */
  readonly extra?: (width: number) => readonly string[];
}

/** How far a rule that has passed is on its way into the lesson's charts. */
interface Drawing {
  state: 'drawing' | 'drawn' | 'failed' | 'none';
  why?: string;
}

/** How an exercise was left: passed, and on to the next; for another whose file was saved; or for good. */
export type Left = { readonly next: Task<Lesson> } | { readonly after: Task<Lesson> } | 'quit';

/** Stays with an exercise, checks it on every save and answers keys, until the learner goes on. */
export async function workOn(desk: Desk, task: Task<Lesson>, saved: boolean): Promise<Left> {
  await openExercise(desk.workbook, task);
  watchWorkbook(desk);
  let sitting: Sitting = {
    task,
    about: await taskOf(task),
    passed: exerciseProgress(await readProgress(desk.workbook), task.exercise.id).passed,
  };
  if ((await isBegun(desk, task)) || saved) sitting = await check(desk, sitting);
  else show(desk, sitting);
  for (;;) {
    const event = await desk.inbox.next();
    if ('end' in event) return 'quit';
    if ('saved' in event) {
      const others = tasks(desk.course).filter((one) =>
        event.saved.includes(resolve(workbookFile(desk.workbook, one))),
      );
      if (others.length === 0) continue;
      if (!others.some(({ exercise }) => exercise.id === task.exercise.id)) {
        return { next: others[0] as Task<Lesson> };
      }
      if (await isBegun(desk, task)) sitting = await check(desk, sitting);
    }
    if ('ready' in event && sitting.drawing) show(desk, sitting);
    if (!('key' in event)) continue;
    if (event.key === 'q') return 'quit';
    if (event.key === 'n' && sitting.passed) return { after: task };
    if (event.key === 'c') sitting = await checkAll(desk, sitting);
    else if (event.key === 'r') sitting = await reset(desk, sitting);
    else {
      const extra = await answer(desk, sitting, event.key);
      if (extra === undefined) continue;
      sitting = { ...sitting, extra };
      show(desk, sitting);
    }
  }
}

/** Whether there is something to examine: a stub that nobody touched is not. */
async function isBegun({ workbook }: Desk, task: Task<Lesson>): Promise<boolean> {
  const text = await workbookText(workbook, task);
  return text !== undefined && text !== (await stubOf(task));
}

/** Watches every file of the workbook that there is: editing an earlier one goes back to it. */
function watchWorkbook({ course, workbook, watch }: Desk): void {
  const files = tasks(course).map((task) => resolve(workbookFile(workbook, task)));
  watch.setFiles(files.filter((file) => existsSync(file)));
}

/** Checks the exercise; a key or another save ends the check, and is answered then. */
async function check(desk: Desk, before: Sitting): Promise<Sitting> {
  const { task, about } = before;
  const file = workbookFile(desk.workbook, task);
  desk.stage.status(paint(`Checking ${shortPath(file)} …`, 'dim'));
  const end = new AbortController();
  const verdict = await Promise.race([
    checkExercise(desk.workbook, task, desk.check, desk.spare.take(), end.signal),
    desk.inbox.wish(desk.keys),
  ]);
  if (verdict === undefined) {
    end.abort();
    const ended = { ...before, extra: () => ['The check was ended; a save, or c, checks again.'] };
    show(desk, ended);
    return ended;
  }
  const sitting = {
    task,
    about,
    verdict: courseVerdict({ ...verdict, file: shortPath(file) }, await todosOf(task)),
    passed: isPass(verdict),
  };
  // Without a terminal lines come early: what came meanwhile was meant for another screen.
  desk.inbox.forgetKeys();
  if (!sitting.passed) show(desk, sitting);
  if (!sitting.passed) return sitting;
  const drawing: Drawing = { state: 'drawing' };
  void draw(desk, task, drawing, verdict);
  const passed = { ...sitting, drawing };
  show(desk, passed);
  return passed;
}

/** Checks this exercise, then every other one that was begun: a line for each that fails, and one for the rest. */
async function checkAll(desk: Desk, before: Sitting): Promise<Sitting> {
  const sitting = await check(desk, before);
  if (sitting.verdict === undefined || sitting.verdict === before.verdict) return sitting;
  const others: Task<Lesson>[] = [];
  for (const task of tasks(desk.course)) {
    const isThis = task.exercise.id === sitting.task.exercise.id;
    if (!isThis && (await isBegun(desk, task))) others.push(task);
  }
  const failed: string[] = [];
  const passed = new Set<string>();
  const end = new AbortController();
  const verdicts = checkExercises(desk.workbook, others, desk.check, end.signal);
  for (;;) {
    const done = failed.length + passed.size;
    desk.stage.status(paint(`Checking the others: ${done} of ${others.length} …`, 'dim'));
    const step = await Promise.race([verdicts.next(), desk.inbox.wish(desk.keys)]);
    if (step === undefined) end.abort();
    if (step === undefined || step.done) break;
    const { verdict, task } = step.value;
    if (isPass(verdict)) passed.add(task.exercise.id);
    else failed.push(...painted([verdictLine({ ...verdict, file: shortPath(verdict.file) }, {})]));
  }
  const ids = others.map(({ exercise }) => exercise.id).filter((id) => passed.has(id));
  const extra = (width: number) => [
    ...failed.map((line) => cut(line, width)),
    ...(passed.size === 0 ? [] : wrapped(`✓ passed, of the others: ${ids.join(', ')}`, width)),
  ];
  const all = { ...sitting, extra };
  show(desk, all);
  return all;
}

async function reset(desk: Desk, { task, about }: Sitting): Promise<Sitting> {
  const told = await backToStub(desk.workbook, task);
  const extra = (width: number) => wrapped(told, width);
  const sitting = { task, about, passed: false, extra };
  show(desk, sitting);
  return sitting;
}

/** Shows what has passed in the learner's report: the code at once, and the rule in the charts once it has run. */
async function draw(
  desk: Desk,
  task: Task<Lesson>,
  drawing: Drawing,
  { diagnosis }: Verdict,
): Promise<void> {
  try {
    const convention = diagnosis.find(({ library }) => library !== undefined);
    const report = await drawOwn(desk.workbook, task, desk.check, convention);
    drawing.state = report === undefined ? 'none' : 'drawn';
  } catch (error) {
    // It has passed: whatever keeps it from the charts is no mistake to be shown as one.
    drawing.state = 'failed';
    drawing.why = (error as Error).message;
  }
  desk.inbox.put({ ready: true });
}

/** What a key asks for; undefined for a key that means nothing here. */
async function answer(
  desk: Desk,
  { task, passed }: Sitting,
  key: string,
): Promise<Sitting['extra']> {
  const { id } = task.exercise;
  if (key === 'h') {
    const hints = await nextHint(desk.workbook, task);
    return (width) => hintLines(hints, width);
  }
  if (key === 'o') {
    const told = await openFile(join(learnerReports(desk.workbook), task.lesson.id, 'index.html'));
    return (width) => wrapped(told, width);
  }
  if (key === 'l') {
    const all = standings(desk.course, await readProgress(desk.workbook));
    return (width) => [...mapLines(all, width), '', ...progressLines(all, width)];
  }
  if (key === 's' && passed) {
    const text = (await workbookText(desk.workbook, task)) ?? '';
    const both = await sideBySide(task, text);
    return (width) => beside(both, width);
  }
  if (key === 's' || key === 'n') {
    const what = key === 's' ? 'The reference is shown' : 'The next exercise comes';
    return (width) =>
      wrapped(`${what} once ${id} has passed; to go elsewhere: npx downhill learn <lesson>`, width);
  }
  return undefined;
}

function show(desk: Desk, { task, about, passed, verdict, drawing, extra }: Sitting): void {
  const { lesson, exercise } = task;
  const file = shortPath(workbookFile(desk.workbook, task));
  const report = join(learnerReports(desk.workbook), lesson.id, 'index.html');
  desk.stage.show((width, rows) => {
    const mark = passed ? paint('✓', 'green') : paint('▸', 'yellow');
    const label = (text: string) => paint(text.padEnd(6), 'dim');
    const head = [
      ...headLines(desk, lesson, width),
      '',
      ...wrapped(`${paint(exercise.id, 'bold')}: ${about}`, width, '  ').map((line, i) =>
        i === 0 ? `${mark} ${line.trimStart()}` : line,
      ),
      `  ${label('edit')} ${paint(file, 'cyan')}`,
      ...(existsSync(report) ? [`  ${label('read')} ${paint(shortPath(report), 'cyan')}`] : []),
      '',
    ];
    const foot = [...(extra ? [...extra(width), ''] : []), ...keyLines(desk, help(passed), width)];
    const middle = verdict
      ? painted(
          verdictLines(verdict, {
            width,
            within: lesson.id,
            rows: rows - head.length - foot.length - 4,
          }),
        )
      : wrapped(
          'Put your own code where the file throws, and save: each save is checked.',
          width,
          '  ',
        );
    return [...head, ...middle, ...drawingLines(drawing, width), '', ...foot];
  });
}

function drawingLines(drawing: Drawing | undefined, width: number): string[] {
  const words = {
    drawing: 'Your rule now runs in the experiments of the lesson …',
    drawn: 'Your rule stands in the charts of your report: see the line “yours”.',
    failed: `Your rule could not run in the experiments of the lesson: ${drawing?.why ?? ''}`,
    none: '',
  }[drawing?.state ?? 'none'];
  return words === '' ? [] : ['', ...wrapped(words, width, '  ')];
}

function help(passed: boolean): KeyHelp[] {
  return [
    ...(passed
      ? [['n', 'next'] as const, ['s', 'the reference beside yours'] as const]
      : [['h', 'hint'] as const]),
    ['l', 'list'],
    ['c', 'check all'],
    ['o', 'open the page'],
    ['r', 'reset'],
    ['q', 'quit'],
  ];
}
