import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFiles } from '../render/files.ts';
import { escaped } from '../render/highlight.ts';
import { markdownTable } from '../render/markdown.ts';
import { htmlPage, inside, slug } from '../render/page.ts';
import { thumbnailFile } from '../render/report.ts';
import { counted } from '../shared/counted.ts';
import { termsOf } from './glossary.ts';
import type { Lesson } from './lesson.ts';
import type { LessonData } from './lesson-data.ts';
import { shortTitle } from './lesson-page.ts';
import { recordedBackends, type RecordedBackends } from './recorded-backends.ts';
import { validationsSection } from './validations-section.ts';
import { needsDiagram, needsList } from './needs-list.ts';
import { packageFile } from './package-file.ts';

/** A lesson whose report there is. */
interface Made {
  readonly lesson: Lesson;
  readonly data: LessonData;
  /** Its first figure: what it found, and its thumbnail, if it has one. */
  readonly finding: string;
  readonly thumbnail?: Thumbnail;
}

/** A picture for a card. */
interface Thumbnail {
  /** Below the folder of all reports. */
  readonly file: string;
  readonly svg: string;
}

/**
 * Writes `<out>/index.*`: the course at a glance, from the lesson reports that stand below `out`.
 * @throws UsageError when the folder cannot be written
 */
export async function writeIndexReport(lessons: readonly Lesson[], out: string): Promise<void> {
  const found = await Promise.all(lessons.map((lesson) => madeReport(lesson, out)));
  const made = found.filter((one) => one !== undefined);
  const recorded = await recordedBackends();
  const title = 'The course at a glance';
  const index = {
    schema: 1,
    lessons: made.map(({ lesson, data, finding }) => ({
      id: lesson.id,
      title: lesson.title,
      backend: data.backend,
      finding,
      claims: data.claims.length,
      holding: data.claims.filter(({ holds }) => holds === true).length,
      validations: data.validations.length,
      agreeing: data.validations.filter(({ agrees }) => agrees).length,
    })),
  };
  const links = [
    ['downhill', '#text'],
    ['Lab', 'lab.html'],
    ['Map', '#what-needs-what'],
    ['Members', '#every-hand-written-member-against-its-peers'],
    ['Glossary', '#glossary'],
  ] as const;
  await writeFiles(out, {
    'index.md': coursePage(made, recorded, { part: rows, needs: needsDiagram, term: plainTerm }),
    'index.html': await htmlPage({
      title,
      markdown: coursePage(made, recorded, { part: cards, needs: needsList, term: anchoredTerm }),
      course: { links },
    }),
    'index.json': `${JSON.stringify(index, null, 2)}\n`,
    // The live page is the same for all reports; the build made it.
    'lab.html': await packageFile('dist/lab.html'),
  });
}

async function madeReport(lesson: Lesson, out: string): Promise<Made | undefined> {
  try {
    const text = await readFile(join(out, lesson.id, 'data.json'), 'utf8');
    const data = JSON.parse(text) as LessonData;
    const first = data.figures.find(({ file }) => file !== null);
    const file = first && `${lesson.id}/${thumbnailFile(first.id)}`;
    const svg = file && (await readFile(join(out, file), 'utf8').catch(() => undefined));
    return {
      lesson,
      data,
      finding: first?.title ?? '',
      ...(file && svg && { thumbnail: { file, svg } }),
    };
  } catch {
    return undefined;
  }
}

/** What Markdown and HTML say in ways of their own. */
interface Ways {
  readonly part: (made: readonly Made[]) => string;
  readonly needs: (lessons: readonly Lesson[]) => string;
  readonly term: (name: string) => string;
}

function coursePage(
  made: readonly Made[],
  recorded: RecordedBackends,
  { part, needs, term }: Ways,
): string {
  const lessons = made.map(({ lesson }) => lesson);
  const parts = [...new Set(lessons.map(({ lecture }) => lecture))];
  const backends = [...new Set(made.map(({ data }) => data.backend))];
  const home = new Map(
    made.flatMap(({ lesson, data }) => data.validations.map(({ member }) => [member, lesson.id])),
  );
  const others = recorded.backends.find(({ name }) => name === backends[0])?.validations ?? [];
  return [
    '# Regularization and optimization, written by hand',
    `*${counted(made.length, 'lesson')} · ${counted(made.flatMap(({ data }) => data.claims).length, 'claim')} · ${counted(home.size, 'member')} against their peers*`,
    'A hiker with a blindfold feels the slope with their feet and walks downhill. So does every optimizer in this course. Each is written by hand in TensorFlow.js, checked against the built-ins and an independent textbook version, and raced in charts; and what a lesson claims is measured again whenever it runs.',
    '[The lab](lab.html) is a page to try them on: drag the start over a landscape, turn a rate, and up to eight of them walk again. It is one file that asks for no network.',
    ...parts.flatMap((name) => [
      `## ${name}`,
      part(made.filter(({ lesson }) => lesson.lecture === name)),
    ]),
    '## What needs what',
    needs(lessons),
    '## Every hand-written member against its peers',
    ...validationsSection(
      [
        ...made.flatMap(({ data }) => data.validations),
        ...others.filter(({ member }) => !home.has(member)),
      ],
      backends.join(', '),
      recorded,
      (member) => (home.has(member) ? `[${member}](${home.get(member)}/index.md)` : member),
    ),
    '## Glossary',
    termsOf(lessons)
      .map(({ name, meaning, lessons }) => {
        const links = lessons.map(({ id, title }) => `[${shortTitle(title)}](${id}/index.md)`);
        return `- ${term(name)} ${meaning} *${links.join(', ')}*`;
      })
      .join('\n'),
    '## Run it again',
    '```sh\nnpx downhill report\n```',
    '',
  ].join('\n\n');
}

/** A part as a table, a lesson a line. */
function rows(made: readonly Made[]): string {
  const left = (label: string) => ({ label, align: 'left' as const });
  return markdownTable(
    [left(''), left('lesson and finding'), left('state')],
    made.map(({ lesson, data, finding, thumbnail }) => [
      thumbnail
        ? `<a href="${lesson.id}/index.md"><img src="${thumbnail.file}" width="160" alt=""></a>`
        : '',
      `${lesson.position.number}. [**${lesson.title}**](${lesson.id}/index.md)<br>${finding}`,
      state(data)
        .map(({ text, good }) => (good ? text : `**${text}**`))
        .join('<br>'),
    ]),
  );
}

/** A part as cards. */
function cards(made: readonly Made[]): string {
  const items = made.map(({ lesson, data, finding, thumbnail }) => {
    const { id, title, position } = lesson;
    const picture = thumbnail
      ? `<img src="${inside(thumbnail.svg)}" alt="" width="320" height="200">`
      : '';
    const states = state(data).map(({ text, good }) =>
      good ? `<span>${text}</span>` : `<strong>${text}</strong>`,
    );
    return `<li class="card">${picture}<h3><span>${position.number}</span> <a href="${id}/index.html">${escaped(title)}</a></h3><p>${escaped(finding)}</p><p class="state">${states.join(' ')}</p></li>`;
  });
  return `<ol class="cards">\n${items.join('\n')}\n</ol>`;
}

function plainTerm(name: string): string {
  return `**${name}**`;
}

/** A term that lessons can point at. */
function anchoredTerm(name: string): string {
  return `<b id="${slug(name)}">${escaped(name)}</b>`;
}

/** What is said of a lesson's claims and validations, and whether it is good news. */
function state({
  draft,
  claims,
  validations,
}: LessonData): readonly { readonly text: string; readonly good: boolean }[] {
  if (draft) return [{ text: 'draft, claims not judged', good: true }];
  const failed = claims.filter(({ holds }) => holds === false).length;
  const differing = validations.filter(({ agrees }) => !agrees).length;
  return [
    failed === 0
      ? {
          text: `${counted(claims.length, 'claim')} hold${claims.length === 1 ? 's' : ''}`,
          good: true,
        }
      : { text: `${failed} of ${claims.length} claims fail`, good: false },
    differing === 0
      ? {
          text: `${counted(validations.length, 'validation')} agree${validations.length === 1 ? 's' : ''}`,
          good: true,
        }
      : { text: `${differing} of ${validations.length} validations differ`, good: false },
  ];
}
