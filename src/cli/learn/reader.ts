import { taskOf } from '../../course/exercise-source.ts';
import { learnerReports, writeLearnerReport } from '../../workbook/learner-report.ts';
import { findings } from '../../course/findings.ts';
import type { Lesson } from '../../course/lesson.ts';
import type { Block, Question } from '../../course/lesson-text.ts';
import { predictionKey, scoreQuestions } from '../../course/question.ts';
import { readProgress, updateProgress } from '../../workbook/progress.ts';
import { join } from 'node:path';
import { blockLines, needsData, type Fill, type Known } from './blocks.ts';
import { forgetEarlyKeys, headLines, keyLines, nextKey, type Desk, type KeyHelp } from './desk.ts';
import { wrapped } from '../text.ts';
import { openFile } from './open-file.ts';
import { trained } from './training.ts';
import { paint } from '../paint.ts';

/** A lesson on the way to its reader: its runs come while they read. */
interface Reading {
  readonly desk: Desk;
  readonly lesson: Lesson;
  readonly tasks: Known['tasks'];
  fill?: Fill;
  failure?: unknown;
  share: number;
}

/**
 * Leads through a lesson's prose page by page, and asks each prediction before its figure appears.
 * @returns false when the reader left
 */
export async function readLesson(desk: Desk, lesson: Lesson): Promise<boolean> {
  const tasks = lesson.exercises.map(async (exercise) => [
    exercise.id,
    await taskOf({ lesson, exercise }),
  ]);
  const reading: Reading = {
    desk,
    lesson,
    tasks: Object.fromEntries(await Promise.all(tasks)) as Known['tasks'],
    share: 0,
  };
  void prepare(reading);
  if (!(await pages(reading))) return false;
  const progress = await updateProgress(desk.workbook, (before) => ({
    ...before,
    read: [...new Set([...before.read, lesson.id])],
  }));
  if (reading.fill) {
    const { data } = reading.fill;
    await writeLearnerReport(lesson, data, progress, learnerReports(desk.workbook), 'kept');
  }
  return true;
}

/** Gets the runs and draws the learner's own report, while the first page is being read. */
async function prepare(reading: Reading): Promise<void> {
  const { desk, lesson } = reading;
  try {
    const data = await trained(lesson, desk.workbook, desk.check.backend, desk.signal, (share) => {
      reading.share = share;
      desk.inbox.put({ ready: true });
    });
    reading.fill = await filled(reading, data);
  } catch (error) {
    reading.failure = error;
  }
  desk.inbox.put({ ready: true });
}

async function filled(reading: Reading, data: Fill['data']): Promise<Fill> {
  const { desk, lesson } = reading;
  const reports = learnerReports(desk.workbook);
  await writeLearnerReport(lesson, data, await readProgress(desk.workbook), reports);
  const { measures, figures } = findings(lesson, data.runs);
  const folder = join(reports, lesson.id);
  return rescored(reading, { data, measures, figures, folder, scored: [] });
}

async function rescored({ desk, lesson }: Reading, fill: Fill): Promise<Fill> {
  const { predictions } = await readProgress(desk.workbook);
  return { ...fill, scored: scoreQuestions(lesson, fill.measures, predictions) };
}

async function pages(reading: Reading): Promise<boolean> {
  const { desk } = reading;
  const { blocks } = reading.lesson;
  const starts: number[] = [];
  for (let at = 0; at < blocks.length;) {
    // A heading right before a question comes with what follows the answer.
    let first = at;
    while (asksOrHeads(blocks[first])) {
      const block = blocks[first] as Block;
      const key = block.kind === 'question' ? await asked(reading, block.question) : undefined;
      if (key !== undefined) return key === 'e';
      if (block.kind === 'question' && first === at) at++;
      first++;
    }
    const block = blocks[first];
    if (block === undefined) break;
    if (needsData(block)) {
      const key = await waited(reading);
      if (key !== undefined) return key === 'e';
    }
    const end = show(reading, at, first, starts.length > 0);
    let key = await nextKey(desk);
    while (key === 'o' && reading.fill) {
      desk.stage.status(await openFile(shownFile(reading.fill, blocks.slice(at, end()))));
      key = await nextKey(desk);
    }
    if (key === 'q') return false;
    if (key === 'e') return true;
    if (key === 'b') at = starts.pop() ?? 0;
    else if (['return', 'enter', 'space', 'n', 'right', 'end'].includes(key)) {
      starts.push(at);
      at = end();
    }
  }
  return true;
}

const asksOrHeads = (block: Block | undefined) =>
  block?.kind === 'question' || block?.kind === 'heading';

/** What there is to open of these blocks: the first picture in them, else the lesson's page. */
function shownFile({ figures, folder }: Fill, blocks: readonly Block[]): string {
  const [picture] = blocks.flatMap((block) =>
    block.kind === 'figure' && figures[block.id]?.kind !== 'table' ? [`${block.id}.png`] : [],
  );
  return join(folder, picture ?? 'index.html');
}

/**
 * Shows a page that begins at a block, and holds all up to the `first` that is more than a heading or a question. Returns a
 * function that tells where the page ends in the window as it is.
 */
function show(reading: Reading, at: number, first: number, back: boolean): () => number {
  const { desk, lesson } = reading;
  const { blocks } = lesson;
  let end = first + 1;
  desk.stage.show((width, rows) => {
    const head = headLines(desk, lesson, width);
    const body: string[] = [];
    // A blank line above, the keys below, and the line that the cursor stands in.
    const keys = (more: boolean) => keyLines(desk, pageKeys(back, more, reading.fill), width);
    const room = rows - head.length - keys(true).length - 2;
    for (end = at; end < blocks.length; end++) {
      const block = blocks[end] as Block;
      const more = blockLines(block, width, reading);
      const full = body.length + more.length > room;
      if (end > first && (full || block.kind === 'question')) break;
      if (end > first && needsData(block) && reading.fill === undefined) break;
      body.push(...more);
    }
    // A heading belongs to what follows it.
    while (end > first + 1 && blocks[end - 1]?.kind === 'heading') {
      end--;
      body.splice(-blockLines(blocks[end] as Block, width, reading).length);
    }
    return [...head, '', ...body, ...keys(end < blocks.length)];
  });
  return () => end;
}

function pageKeys(back: boolean, more: boolean, fill: Fill | undefined): readonly KeyHelp[] {
  return [
    ['Enter', more ? 'goes on' : 'to the exercise'],
    ...(back ? [['b', 'back'] as const] : []),
    ...(more ? [['e', 'skip to the exercise'] as const] : []),
    ...(fill ? [['o', 'open'] as const] : []),
    ['q', 'quit'],
  ];
}

/** A key that ends the reading: `q` leaves, `e` goes to the exercise. */
type WayOut = 'q' | 'e' | undefined;

/** Asks a question unless it was answered before. @returns the key of a reader who would not answer */
async function asked(reading: Reading, question: Question): Promise<WayOut> {
  const { desk, lesson } = reading;
  const name = predictionKey(lesson, question);
  const choices = question.choices.map(({ text }) => text);
  const { predictions } = await readProgress(desk.workbook);
  if (choices.includes(predictions[name] ?? '')) return undefined;
  desk.stage.show((width) => [
    ...headLines(desk, lesson, width),
    '',
    paint('Before you look', 'bold', 'yellow'),
    '',
    ...wrapped(question.text, width),
    '',
    ...choices.flatMap((choice, i) =>
      wrapped(choice, width, '     ').map((line, j) =>
        j === 0 ? `  ${paint(String(i + 1), 'bold')}  ${line.trimStart()}` : line,
      ),
    ),
    '',
    ...keyLines(
      desk,
      [
        [`1-${choices.length}`, 'choose'],
        ['Enter', 'goes on without'],
        ['e', 'skip to the exercise'],
        ['q', 'quit'],
      ],
      width,
    ),
  ]);
  forgetEarlyKeys(desk);
  for (;;) {
    const key = await nextKey(desk);
    if (key === 'q' || key === 'e') return key;
    if (['return', 'enter', 'end'].includes(key)) return undefined;
    const choice = choices[Number(key) - 1];
    if (choice === undefined) continue;
    await updateProgress(desk.workbook, (progress) => ({
      ...progress,
      predictions: { ...progress.predictions, [name]: choice },
    }));
    const way = await waited(reading);
    reading.fill &&= await rescored(reading, reading.fill);
    return way;
  }
}

/** Waits for the runs. @returns the key of a reader who would not wait @throws what the training threw */
async function waited(reading: Reading): Promise<WayOut> {
  const { desk, lesson } = reading;
  if (reading.fill !== undefined) return undefined;
  while (reading.fill === undefined) {
    if (reading.failure !== undefined) throw reading.failure;
    // Without a terminal each share would be a line.
    const share = desk.keys ? `: ${Math.round(100 * reading.share)} %` : '';
    desk.stage.status(`Training ${lesson.id}${share}`);
    const event = await desk.inbox.next();
    if ('key' in event && (event.key === 'q' || event.key === 'e')) return event.key;
    if ('end' in event) {
      // Comes again when somebody waits for a key.
      reading.desk.inbox.put(event);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  forgetEarlyKeys(desk);
  return undefined;
}
