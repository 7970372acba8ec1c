import {
  exerciseProgress,
  readProgress,
  updateProgress,
  type Progress,
} from '../../workbook/progress.ts';
import { currentLesson, isPassed, standings } from '../../workbook/standing.ts';
import type { Lesson } from '../../course/lesson.ts';
import type { Task } from '../../course/task.ts';
import { writeClosingPage } from '../../workbook/closing-page.ts';
import { shortPath } from '../../workbook/short-path.ts';
import { keyLines, nextKey, type Desk, type KeyHelp } from './desk.ts';
import { workOn } from './exercise.ts';
import { openFile } from './open-file.ts';
import { readLesson } from './reader.ts';
import { wrapped } from '../text.ts';
import { mapLines, progressLines } from '../map-lines.ts';
import { paint } from '../paint.ts';

/** Where the learner goes next: an exercise, or a lesson that has none. */
interface Stop {
  readonly lesson: Lesson;
  readonly task?: Task<Lesson>;
  /** Its file was saved just now. */
  readonly saved?: boolean;
}

/**
 * Leads through the course: each lesson is read, its exercises are written, and the next one follows, until the learner
 * leaves or everything is passed.
 */
export async function learnCourse(desk: Desk, wanted: Lesson | undefined): Promise<void> {
  const { course, workbook } = desk;
  const start = await readProgress(workbook);
  const first = wanted ?? currentLesson(course, start);
  let stop = first && stopIn(first, start);
  while (stop !== undefined) {
    const { lesson, task, saved = false } = stop;
    await updateProgress(workbook, (progress) => ({ ...progress, current: lesson.id }));
    const { read } = await readProgress(workbook);
    // Whoever saves a file wants it checked, not to be read to.
    if (!saved && !read.includes(lesson.id) && !(await readLesson(desk, lesson))) return;
    let from: Stop = stop;
    if (task !== undefined) {
      const left = await workOn(desk, task, saved);
      if (left === 'quit') return;
      if ('next' in left) {
        stop = { lesson: left.next.lesson, task: left.next, saved: true };
        continue;
      }
      from = { lesson: left.after.lesson, task: left.after };
    }
    stop = nextStop(desk, await readProgress(workbook), from);
  }
  await finish(desk);
}

/** The first open exercise of a lesson; its first one when all are passed. */
function stopIn(lesson: Lesson, progress: Progress): Stop {
  const { exercises } = lesson;
  const exercise =
    exercises.find(({ id }) => !exerciseProgress(progress, id).passed) ?? exercises[0];
  return exercise === undefined ? { lesson } : { lesson, task: { lesson, exercise } };
}

/** What is open after `from` in the order of the course, then what is open before it; undefined at the end. */
function nextStop({ course }: Desk, progress: Progress, { lesson }: Stop): Stop | undefined {
  const at = course.findIndex(({ id }) => id === lesson.id);
  const inOrder = [...course.slice(at), ...course.slice(0, at)];
  const next = inOrder.find((one) => !isPassed(one, progress));
  return next && stopIn(next, progress);
}

/** Shows the end of the course, and the page of it that is written now; at a terminal it stays until a key is pressed. */
async function finish(desk: Desk): Promise<void> {
  const { stage, course, workbook } = desk;
  const all = standings(course, await readProgress(workbook));
  stage.status(paint('Writing your page of the course …', 'dim'));
  const page = await writeClosingPage(course, workbook);
  stage.show((width) => [
    // A long course scrolls: what matters stands below its map.
    ...mapLines(all, width),
    '',
    ...progressLines(all, width),
    '',
    paint('You have come to the end of the course.', 'bold', 'green'),
    ...wrapped(
      'All that is in your workbook works, and you wrote it. Its rules go wherever a TensorFlow.js optimizer goes. What you predicted, wrote and measured is a page now:',
      width,
    ),
    `  ${paint(shortPath(page), 'cyan')}`,
    '',
    'Next: npx downhill report',
    ...(desk.keys ? ['', ...keyLines(desk, endKeys, width)] : []),
  ]);
  for (let key = ''; desk.keys && !['q', 'return', 'enter', 'end'].includes(key);) {
    key = await nextKey(desk);
    if (key === 'o') stage.status(await openFile(page));
  }
}

const endKeys: readonly KeyHelp[] = [
  ['o', 'open your page'],
  ['q', 'quit'],
];
