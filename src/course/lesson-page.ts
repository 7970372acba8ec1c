import { numberText, type Figure } from '../figures/index.ts';
import { markdownFigure, markdownTable } from '../render/markdown.ts';
import type { Lesson } from './lesson.ts';
import type { LessonData } from './lesson-data.ts';
import { exerciseSource } from './exercise-source.ts';
import { predictionsSection, type ScoredPrediction } from './predictions.ts';
import { fillProse } from './prose.ts';
import { protocol } from './protocol.ts';
import { quote, regions } from './regions.ts';
import { lessonFile } from './syllabus.ts';

/** What a page knows of its reader: only the reports in a learner's workbook have one. */
export interface Reader {
  readonly predictions: readonly ScoredPrediction[];
  /** Exercises whose code is shown; that of the others is folded away. */
  readonly passed: ReadonlySet<string>;
}

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
  const sources = await Promise.all(
    lesson.exercises.map(async (exercise) => {
      const { id, hints } = exercise;
      return { id, hints, ...(await exerciseSource({ lesson, exercise })) };
    }),
  );
  const name = `lessons/${lesson.id}/lesson.md`;
  const prose = fillProse(await lessonFile(lesson, name), name, {
    code: Object.fromEntries(
      sources.map(({ id, file, text }) => {
        const code = `\`\`\`ts\n// ${file}\n${quote(text, file)}\n\`\`\``;
        return [id, reader && !reader.passed.has(id) ? folded(id, code) : code];
      }),
    ),
    figure: Object.fromEntries(
      Object.entries(figures).map(([id, figure]) => [
        id,
        figure.kind === 'table' ? markdownFigure(figure) : `![${figure.alt}](${id}.png)`,
      ]),
    ),
    claim: Object.fromEntries(data.claims.map(({ id, text }) => [id, text])),
  });
  const needs = lesson.needs.map((need) => `[${need}](../${need}/index.md)`).join(', ');
  const turns = sources.flatMap(({ id, file, hints, text }) => [
    `**${id}** · \`${file}\` · ${regions(text, file)
      .map(({ task }) => task)
      .join('; ')}`,
    ...hints.map(
      (hint, i) =>
        `<details><summary>Hint ${i + 1} of ${hints.length}</summary>\n\n${hint}\n\n</details>`,
    ),
  ]);
  return [
    `# ${lesson.title}`,
    `*${[lesson.lecture, ...(needs === '' ? [] : [`after ${needs}`]), '[all lessons](../index.md)'].join(' · ')}*`,
    ...(data.draft
      ? [
          '> This is a draft from a tenth of the updates: its figures are sketches and its claims were not judged.',
        ]
      : []),
    prose.trim(),
    ...predictionsSection(reader?.predictions ?? []),
    '## Your turn',
    reader
      ? 'Write it from the task, and compare.'
      : 'Cover the quoted code, write it from the task, and compare.',
    ...turns,
    '## What was measured',
    claimsTable(data),
    '## What it was checked against',
    `Same start, same gradients, backend \`${data.backend}\`; the error is relative to the largest value the weight had.`,
    validationsTable(data.validations),
    '## How it was measured',
    ...protocol(data),
    '## Run it again',
    `\`\`\`sh\nnpx downhill run ${lesson.id}\n\`\`\``,
    'The data behind every picture and number: [data.json](data.json).',
    '',
  ].join('\n\n');
}

function folded(id: string, code: string): string {
  return `<details><summary>The code, which is yours to write: exercise ${id}</summary>\n\n${code}\n\n</details>`;
}

function claimsTable({ claims }: LessonData): string {
  const verdict = (holds: boolean | null) =>
    holds === null ? 'not judged' : holds ? 'holds' : '**fails**';
  const bound = ({ above, below }: { readonly above?: number; readonly below?: number }) =>
    [
      ...(above === undefined ? [] : [`above ${numberText(above, 6)}`]),
      ...(below === undefined ? [] : [`below ${numberText(below, 6)}`]),
    ].join(', ');
  return markdownTable(
    [left('claim'), right('measured'), left('must be'), left('')],
    claims.map((claim) => [
      claim.text,
      numberText(claim.value),
      bound(claim.bound),
      verdict(claim.holds),
    ]),
  );
}

/** Which member agrees with which peer, and how closely. */
export function validationsTable(validations: LessonData['validations']): string {
  return markdownTable(
    [
      left('member'),
      left('peer'),
      right('updates'),
      right('largest error'),
      right('allowed'),
      left(''),
    ],
    validations.map(({ member, peer, updates, maxError, allowed, agrees, explanation }) => [
      member,
      `\`${peer}\``,
      String(updates),
      maxError === 0 ? 'bit-identical' : numberText(maxError),
      numberText(allowed),
      [agrees ? 'agrees' : '**differs**', ...(explanation === '' ? [] : [explanation])].join('. '),
    ]),
  );
}
