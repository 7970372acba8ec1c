import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFiles } from '../render/files.ts';
import { markdownTable } from '../render/markdown.ts';
import { htmlPage } from '../render/page.ts';
import type { Lesson } from './lesson.ts';
import type { LessonData } from './lesson-data.ts';
import { validationsTable } from './lesson-page.ts';

/**
 * Writes `<out>/index.*`: the course at a glance, from the lesson reports that stand below `out`.
 * @throws UsageError when the folder cannot be written
 */
export async function writeIndexReport(lessons: readonly Lesson[], out: string): Promise<void> {
  const reports = await Promise.all(
    lessons.map(async (lesson) => ({ lesson, data: await lessonData(out, lesson.id) })),
  );
  const made = reports.flatMap(({ lesson, data }) => (data ? [{ lesson, data }] : []));
  const images: Record<string, Uint8Array> = {};
  const rows: string[][] = [];
  for (const { lesson, data } of made) {
    const first = data.figures.find(({ file }) => file !== null);
    const thumbnail = first ? `${lesson.id}/${first.file}` : '';
    if (first) images[thumbnail] = await readFile(join(out, thumbnail));
    rows.push([
      first ? `[![${first.alt}](${thumbnail})](${lesson.id}/index.md)` : '',
      `[**${lesson.title}**](${lesson.id}/index.md)<br>${first?.title ?? ''}`,
      state(data),
    ]);
  }
  const left = (label: string) => ({ label, align: 'left' as const });
  const backends = [...new Set(made.map(({ data }) => data.backend))];
  const markdown = [
    '# downhill: the course at a glance',
    'Regularization and optimization, written by hand in TensorFlow.js, checked against the built-ins and an independent textbook version, and raced in charts.',
    markdownTable([left(''), left('lesson and finding'), left('state')], rows),
    '## Every validation',
    `Same start, same gradients, backend ${backends.map((name) => `\`${name}\``).join(', ')}.`,
    validationsTable(made.flatMap(({ data }) => data.validations)),
    '## Run it again',
    '```sh\nnpx downhill report\n```',
    '',
  ].join('\n\n');
  const index = {
    schema: 1,
    lessons: made.map(({ lesson, data }) => ({
      id: lesson.id,
      title: lesson.title,
      backend: data.backend,
      finding: data.figures[0]?.title ?? '',
      claims: data.claims.length,
      holding: data.claims.filter(({ holds }) => holds === true).length,
      validations: data.validations.length,
      agreeing: data.validations.filter(({ agrees }) => agrees).length,
    })),
  };
  await writeFiles(out, {
    'index.md': markdown,
    'index.html': htmlPage({ title: 'The course at a glance', markdown, images }),
    'index.json': `${JSON.stringify(index, null, 2)}\n`,
  });
}

async function lessonData(out: string, id: string): Promise<LessonData | undefined> {
  try {
    return JSON.parse(await readFile(join(out, id, 'data.json'), 'utf8')) as LessonData;
  } catch {
    return undefined;
  }
}

function state({ draft, claims, validations }: LessonData): string {
  if (draft) return 'draft, claims not judged';
  const failed = claims.filter(({ holds }) => holds === false).length;
  const differing = validations.filter(({ agrees }) => !agrees).length;
  return [
    failed === 0
      ? `all ${claims.length} claims hold`
      : `**${failed} of ${claims.length} claims fail**`,
    differing === 0
      ? `${validations.length} of ${validations.length} validations agree`
      : `**${differing} of ${validations.length} validations differ**`,
  ].join('<br>');
}
