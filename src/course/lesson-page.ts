import { numberText, type Figure } from '../figures/index.ts';
import { markdownFigure, markdownTable } from '../render/markdown.ts';
import { slug, type CoursePlace } from '../render/page.ts';
import { exerciseSource, taskOf } from './exercise-source.ts';
import { figureLabLinks, lessonLabLink } from './lab-links.ts';
import type { Lesson, Position, Taught } from './lesson.ts';
import type { LessonData } from './lesson-data.ts';
import type { Block, Question } from './lesson-text.ts';
import { protocol } from './protocol.ts';
import { recordedBackends } from './recorded-backends.ts';
import { folded } from './folded.ts';
import { validationsSection } from './validations-section.ts';
import { answerOf, predictionsSection, type ScoredQuestion } from './question.ts';
import { filled, type Bound, type Measures, type Quote } from './quote.ts';
import { references } from './references.ts';
import { quote } from './regions.ts';
import type { Task } from './task.ts';

/** What a page knows of its reader: only the reports in a learner's workbook have one. */
export interface Reader {
  readonly predictions: readonly ScoredQuestion[];
  /** Exercises whose code is shown; that of the others is folded away. */
  readonly passed: ReadonlySet<string>;
}

/** The heading of the table of claims. */
const measured = 'What was measured';
const left = (label: string) => ({ label, align: 'left' as const });
const right = (label: string) => ({ label, align: 'right' as const });

/**
 * A lesson as it is read, in Markdown: prose, quoted code, figures, claims, validations, protocol.
 * @param reader adds their predictions, and folds away the code that they have yet to write
 */
export async function lessonPage(
  lesson: Lesson,
  data: LessonData,
  figures: Readonly<Record<string, Figure>>,
  reader?: Reader,
): Promise<string> {
  const measures = lesson.measures(data.runs);
  const page = { lesson, measures, data, figures, reader };
  const shown = await Promise.all(lesson.blocks.map((block) => shownBlock(block, page)));
  const turns = await Promise.all(lesson.exercises.map((exercise) => turn({ lesson, exercise })));
  const sources = await sourcesOf(lesson);
  const [conditions = '', ...rest] = protocol(data);
  const hasLabLinks = Object.values(figures).some((one) => figureLabLinks(one, data.runs));
  return [
    `# ${lesson.title}`,
    `*${standing(lesson)}*`,
    ...(data.draft
      ? [
          '> This is a draft from a tenth of the updates: its figures are sketches and its claims were not judged.',
        ]
      : []),
    ...shown,
    ...predictionsSection(reader?.predictions ?? []),
    '## Your turn',
    reader
      ? 'Write it from the task, and compare.'
      : 'Cover the quoted code, write it from the task, and compare.',
    ...turns.flat(),
    `## ${measured}`,
    claimsTable(data),
    '## What it was checked against',
    ...validationsSection(data.validations, data.backend, await recordedBackends()),
    '## How it was measured',
    folded('Problem, optimizer, updates and seeds of each experiment', conditions),
    ...rest,
    '## Terms',
    lesson.terms.map(({ name, meaning }) => `- **${name}**: ${meaning}`).join('\n'),
    ...(sources.length > 0 ? ['## Sources', sources.join('\n')] : []),
    '## Run it again',
    `\`\`\`sh\nnpx downhill run ${lesson.id}\n\`\`\``,
    ...(hasLabLinks ? [] : listed(lessonLabLink(data.runs))),
    'The data behind every picture and number: [data.json](data.json).',
    ...way(lesson.position),
    '',
  ].join('\n\n');
}

const listed = (text: string | undefined) => (text === undefined ? [] : [text]);

/** Where a lesson's page stands, for the bar above it. */
export function coursePlace({ lecture, position: { number, of } }: Lesson): CoursePlace {
  return {
    links: [
      ['downhill', '../index.md'],
      [lecture, `../index.md#${slug(lecture)}`],
      ['Glossary', '../index.md#glossary'],
    ],
    number,
    of,
  };
}

/** `3. Optimizers · after …` */
function standing({ lecture, position: { after } }: Lesson): string {
  const needs = after.map(({ id, title }) => `[${shortTitle(title)}](../${id}/index.md)`);
  const all = `[${lecture}](../index.md#${slug(lecture)})`;
  return needs.length > 0 ? `${all} · after ${needs.join(', ')}` : all;
}

/** A title up to its colon. */
export function shortTitle(title: string): string {
  return title.replace(/:.*/, '');
}

/** To the lessons before and after. */
function way({ before, next }: Position): readonly string[] {
  const links = [
    ...(before ? [`[← ${before.title}](../${before.id}/index.md "before")`] : []),
    ...(next ? [`[${next.title} →](../${next.id}/index.md "next")`] : []),
  ];
  return links.length > 0 ? [links.join(' · ')] : [];
}

/** Where the rules that a lesson teaches come from, unless its own words say it. */
async function sourcesOf(lesson: Lesson): Promise<readonly string[]> {
  const said = lesson.blocks.some(
    (block) => block.kind === 'paragraph' && String(block.text[0]).startsWith('Sources:'),
  );
  if (said) return [];
  const lines = lesson.taught.map(async (exercise) => {
    const { text } = await exerciseSource({ lesson, exercise });
    return references(text).map((source) => `- **${exercise.id}**: ${source}`);
  });
  return (await Promise.all(lines)).flat();
}

/** What stays the same from block to block. */
interface Page {
  readonly lesson: Lesson;
  readonly measures: Measures;
  readonly data: LessonData;
  readonly figures: Readonly<Record<string, Figure>>;
  readonly reader: Reader | undefined;
}

async function shownBlock(block: Block, page: Page): Promise<string> {
  if (block.kind === 'code') return shownCode(block.id, page);
  if (block.kind === 'question') return shownQuestion(block.question, page);
  if (block.kind !== 'figure') return filled(block.text, page.measures, claimed(page));
  const figure = page.figures[block.id] as Figure;
  if (figure.kind === 'table') return markdownFigure(figure);
  const picture = `![${figure.alt}](${block.id}.png)`;
  return [picture, ...listed(figureLabLinks(figure, page.data.runs))].join('\n\n');
}

/** A number that is claimed leads to the table of claims, and says what it must be. */
function claimed({ measures, data: { draft } }: Page): (number: string, quote: Quote) => string {
  return (number, { bound }) =>
    bound === undefined || draft
      ? number
      : `[${number}](#${slug(measured)} "${boundText(bound(measures), number.endsWith('%'))}")`;
}

async function shownCode(id: string, { lesson, reader }: Page): Promise<string> {
  const exercise = lesson.taught.find((one) => one.id === id) as Taught;
  const { file, text } = await exerciseSource({ lesson, exercise });
  const code = `\`\`\`ts\n// ${file}\n${quote(text, file)}\n\`\`\``;
  const theirs = lesson.exercises.some((one) => one.id === id);
  return reader && theirs && !reader.passed.has(id)
    ? folded(`The code, which is yours to write: exercise ${id}`, code)
    : code;
}

/** A question with its choices, and the one that was measured out of sight. */
function shownQuestion(question: Question, { measures, data: { draft } }: Page): string {
  const { text, choices } = question;
  const answer = draft ? undefined : answerOf(question, measures);
  const asked = [`**Before you look:** ${text}`, '', ...choices.map(({ text }) => `- ${text}`)];
  const quoted = asked.map((line) => `> ${line}`.trimEnd()).join('\n');
  return answer === undefined
    ? quoted
    : `${quoted}\n\n${folded('The answer, as measured', answer)}`;
}

async function turn(task: Task): Promise<readonly string[]> {
  const { id, file, hints } = task.exercise;
  return [
    `**${id}** · \`${file}\` · ${await taskOf(task)}`,
    ...hints.map((hint, i) => folded(`Hint ${i + 1} of ${hints.length}`, hint)),
  ];
}

function claimsTable({ claims }: LessonData): string {
  const verdict = (holds: boolean | null) =>
    holds === null ? 'not judged' : holds ? 'holds' : '**fails**';
  return markdownTable(
    [left('measure'), left('claim'), right('measured'), left('must be'), left('verdict')],
    claims.map((claim) => [
      `\`${claim.id}\``,
      claim.text,
      numberText(claim.value),
      boundText(claim.bound),
      verdict(claim.holds),
    ]),
  );
}

/** `9.09 to 10.67`, `above 2`, `below 80 %` */
function boundText({ above, below }: Bound, percent = false): string {
  const [low, high] = [above, below].map((end) =>
    end === undefined ? undefined : percent ? `${numberText(100 * end, 4)} %` : numberText(end, 4),
  );
  if (low === undefined) return `below ${high}`;
  return high === undefined ? `above ${low}` : `${low} to ${high}`;
}
