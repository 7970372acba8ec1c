import { join, relative, sep } from 'node:path';
import type { Picture } from '../figures/figure.ts';
import { counted } from '../shared/counted.ts';
import { writeFiles } from '../render/files.ts';
import { thumbnail } from '../render/format.ts';
import { htmlPage, type PagePicture } from '../render/page.ts';
import { renderSvg } from '../render/svg.ts';
import { fileNameOf, taskOf } from '../course/exercise-source.ts';
import { findings } from '../course/findings.ts';
import type { Lesson } from '../course/lesson.ts';
import { shortTitle } from '../course/lesson-page.ts';
import { mainFinding } from '../course/main-finding.ts';
import { predictionsOf, type Prediction } from '../course/question.ts';
import type { Task } from '../course/task.ts';
import { reportFolders, savedData } from './learner-report.ts';
import { sideBySide } from './own-part.ts';
import { exerciseProgress, readProgress, type Progress } from './progress.ts';
import { workbookText } from './workbook.ts';

const title = 'Your way downhill';

/** A lesson as its learner went through it. */
interface Chapter {
  readonly lesson: Lesson;
  readonly predictions: readonly Prediction[];
  readonly works: readonly Work[];
  /** Absent where no report of the lesson is found. */
  readonly report?: FoundReport;
}

/** What the learner wrote for an exercise, and how they came to it. */
interface Work {
  readonly task: Task;
  readonly about: string;
  /** Their lines; undefined where the file is gone. */
  readonly code: string | undefined;
  readonly hints: number;
  /** Undefined where nobody counted. */
  readonly tries: number | undefined;
}

/** What a lesson's report says of it. */
interface FoundReport {
  /** Its folder, as the page links it. */
  readonly folder: string;
  readonly claims: readonly string[];
  readonly picture?: { readonly figure: Picture; readonly file: string };
}

/**
 * Writes `course.md` and `course.html` into the workbook: lesson by lesson what the learner predicted beside what was
 * measured, the code that they wrote, and what the lesson found.
 * @returns the path of the HTML page
 * @throws UsageError when the folder cannot be written
 */
export async function writeClosingPage(
  lessons: readonly Lesson[],
  workbook: string,
): Promise<string> {
  const progress = await readProgress(workbook);
  const chapters = await Promise.all(lessons.map((one) => chapterOf(one, workbook, progress)));
  const markdown = closingPage(chapters);
  const html = await htmlPage({ title, markdown, pictures: picturesOf(chapters) });
  await writeFiles(
    workbook,
    { 'course.md': markdown, 'course.html': html },
    { who: 'learn', elsewhere: 'a folder of your own' },
  );
  return join(workbook, 'course.html');
}

async function chapterOf(lesson: Lesson, workbook: string, progress: Progress): Promise<Chapter> {
  const works = await Promise.all(
    lesson.exercises.map((exercise) => workOf({ lesson, exercise }, workbook, progress)),
  );
  for (const reports of reportFolders(workbook)) {
    const data = await savedData(lesson, [reports]);
    if (data === undefined) continue;
    const { measures, figures } = findings(lesson, data.runs);
    const { figure: id, claims = [] } = mainFinding(lesson, data) ?? {};
    const folder = relative(workbook, join(reports, lesson.id)).replaceAll(sep, '/');
    const figure = id === undefined ? undefined : (figures[id] as Picture);
    return {
      lesson,
      predictions: predictionsOf(lesson, progress.predictions, measures),
      works,
      report: {
        folder,
        claims,
        ...(figure && { picture: { figure, file: `${folder}/${id}.png` } }),
      },
    };
  }
  return { lesson, predictions: predictionsOf(lesson, progress.predictions), works };
}

async function workOf(task: Task, workbook: string, progress: Progress): Promise<Work> {
  const { hints, tries } = exerciseProgress(progress, task.exercise.id);
  const text = await workbookText(workbook, task);
  const code = text === undefined ? undefined : (await sideBySide(task, text)).own.join('\n');
  return { task, about: await taskOf(task), code, hints, tries };
}

function closingPage(chapters: readonly Chapter[]): string {
  const works = chapters.flatMap((one) => one.works);
  const said = [
    counted(chapters.length, 'lesson'),
    counted(works.length, 'exercise'),
    `${cameTrue(chapters.flatMap(({ predictions }) => predictions))} predictions came true`,
    counted(sum(works.map(({ hints }) => hints)), 'hint'),
  ];
  return [
    `# ${title}`,
    `*${said.join(' · ')}*`,
    'What you expected beside what was measured, and the code that you wrote: lesson by lesson, as it stands in your workbook.',
    ...chapters.flatMap(chapterSection),
    '',
  ].join('\n\n');
}

/** `3 of 4` */
function cameTrue(predictions: readonly Prediction[]): string {
  const made = predictions.filter(({ choice, answer }) => choice && answer);
  return `${made.filter(isRight).length} of ${made.length}`;
}

function isRight({ choice, answer }: Prediction): boolean {
  return choice === answer;
}

function chapterSection({ lesson, predictions, works, report }: Chapter): readonly string[] {
  return [
    `## ${lesson.position.number}. ${shortTitle(lesson.title)}`,
    ...(report
      ? found(report)
      : [
          `This lesson has no report here. \`npx downhill run ${lesson.id}\` makes one, and \`npx downhill learn\` then makes this page anew.`,
        ]),
    ...predictions.map(predicted),
    ...works.flatMap(worked),
  ];
}

function found({ picture, claims, folder }: FoundReport): readonly string[] {
  return [
    ...(picture ? [`![${picture.figure.alt}](${picture.file})`] : []),
    [...claims.map((claim) => `${claim}.`), `[The whole lesson](${folder}/index.md)`].join(' '),
  ];
}

function predicted(prediction: Prediction): string {
  const { question, choice, answer } = prediction;
  const said = choice === undefined ? 'You made no prediction.' : `You said: ${choice}.`;
  const measured = isRight(prediction) ? '✓ So it is.' : `✗ Measured: ${answer}.`;
  const lines = [`**${question.text}**`, said, ...(answer === undefined ? [] : [measured])];
  return lines.map((line) => `> ${line.replaceAll('\n', ' ')}`).join('\n>\n');
}

function worked({ task, about, code, hints, tries }: Work): readonly string[] {
  const { id, hints: all } = task.exercise;
  const file = `${task.lesson.id}/${fileNameOf(task)}`;
  const way = [
    hints === 0 ? 'no hint' : `${hints} of ${counted(all.length, 'hint')}`,
    ...(tries === undefined ? [] : [counted(tries, 'try', 'tries')]),
  ];
  return [
    `You wrote **${id}** (${way.join(', ')}): ${about}`,
    code === undefined ? `The file \`${file}\` is gone.` : fenced(`// ${file}\n${code}`),
  ];
}

/** TypeScript in a fence that is longer than any in it. */
function fenced(code: string): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}ts\n${code}\n${fence}`;
}

function picturesOf(chapters: readonly Chapter[]): Readonly<Record<string, PagePicture>> {
  return Object.fromEntries(
    chapters.flatMap(({ lesson, report }) => {
      if (report?.picture === undefined) return [];
      const { figure, file } = report.picture;
      const { title, subtitle } = figure;
      return [[file, { title, subtitle, drawn: renderSvg(figure, thumbnail, lesson.id) }]];
    }),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0);
}
