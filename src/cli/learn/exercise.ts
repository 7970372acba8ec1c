import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkExercise, isPass } from '../../workbook/check.ts';
import { drawOwn } from '../../workbook/draw-own.ts';
import { stubOf, taskOf } from '../../course/exercise-source.ts';
import { nextHint } from '../../workbook/hints.ts';
import { learnerReports } from '../../workbook/learner-report.ts';
import { sideBySide } from '../../workbook/own-part.ts';
import { exerciseProgress, readProgress } from '../../workbook/progress.ts';
import { shortPath } from '../../workbook/short-path.ts';
import { standings } from '../../workbook/standing.ts';
import { tasks, type Task } from '../../course/syllabus.ts';
import { openExercise, workbookFile, workbookText } from '../../workbook/workbook.ts';
import type { Verdict } from '../../verify/verdict.ts';
import { beside } from '../beside.ts';
import { hintLines } from '../hint-lines.ts';
import { headLines, keyLines, type Desk, type KeyHelp } from './desk.ts';
import { wrapped } from '../text.ts';
import { painted } from '../line.ts';
import { courseVerdict } from '../verdict/course-verdict.ts';
import { verdictLines } from '../verdict/verdict-lines.ts';
import { mapLines, progressLine } from '../map-lines.ts';
import { paint } from '../paint.ts';

/** An exercise on the learner's desk, and what is shown of it. */
interface Sitting {
  readonly task: Task;
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
export type Left = { readonly next: Task } | { readonly after: Task } | 'quit';

/** Stays with an exercise, checks it on every save and answers keys, until the learner goes on. */
export async function workOn(desk: Desk, task: Task, saved: boolean): Promise<Left> {
  await openExercise(desk.workbook, task);
  watchWorkbook(desk);
  let sitting: Sitting = {
    task,
    about: await taskOf(task),
    passed: exerciseProgress(await readProgress(desk.workbook), task.exercise.id).passed,
  };
  // A stub that nobody touched needs no examination.
  const begun = (await workbookText(desk.workbook, task)) !== (await stubOf(task));
  if (begun || saved) sitting = await check(desk, sitting);
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
        return { next: others[0] as Task };
      }
      sitting = await check(desk, sitting);
    }
    if ('ready' in event && sitting.drawing) show(desk, sitting);
    if (!('key' in event)) continue;
    if (event.key === 'q') return 'quit';
    if (event.key === 'n' && sitting.passed) return { after: task };
    if (event.key === 'c') sitting = await check(desk, sitting);
    else {
      const extra = await answer(desk, sitting, event.key);
      if (extra === undefined) continue;
      sitting = { ...sitting, extra };
      show(desk, sitting);
    }
  }
}

/** Watches every file of the workbook that there is: editing an earlier one goes back to it. */
function watchWorkbook({ course, workbook, watch }: Desk): void {
  const files = tasks(course).map((task) => resolve(workbookFile(workbook, task)));
  watch.setFiles(files.filter((file) => existsSync(file)));
}

async function check(desk: Desk, { task, about }: Sitting): Promise<Sitting> {
  const file = workbookFile(desk.workbook, task);
  desk.stage.status(paint(`Checking ${shortPath(file)} …`, 'dim'));
  const verdict = await checkExercise(desk.workbook, task, desk.check, desk.spare.take());
  const sitting = {
    task,
    about,
    verdict: { ...verdict, file: shortPath(file) },
    passed: isPass(verdict),
  };
  // What was pressed meanwhile was meant for another screen.
  desk.inbox.forgetKeys();
  if (!sitting.passed) show(desk, sitting);
  if (!sitting.passed) return sitting;
  const drawing: Drawing = { state: 'drawing' };
  void draw(desk, task, drawing);
  const passed = { ...sitting, drawing };
  show(desk, passed);
  return passed;
}

/** Shows what has passed in the learner's report: the code at once, and the rule in the charts once it has run. */
async function draw(desk: Desk, task: Task, drawing: Drawing): Promise<void> {
  try {
    const report = await drawOwn(desk.workbook, task, desk.check);
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
  if (key === 'l') {
    const all = standings(desk.course, await readProgress(desk.workbook));
    return (width) => [...mapLines(all, width), '', progressLine(all)];
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
          verdictLines(courseVerdict(verdict), {
            width,
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
    ['c', 'check again'],
    ['q', 'quit'],
  ];
}
