import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { lessonData, lessonRuns } from '../../src/course/lesson-data.ts';
import { writeLessonReport } from '../../src/course/report.ts';
import { syllabus } from '../../src/course/syllabus.ts';
import { testBackends } from '../support/backends.ts';

const lessons = await syllabus();
const byId = lessons.map((lesson) => [lesson.id, lesson] as const);

describe.each([
  ...testBackends.map((backend) => [backend, {}] as const),
  ['wasm', { seed: 11 }] as const,
])('on %s with %j', (backend, variation) => {
  it.each(byId)(
    'the claims of %s hold and its members agree with their peers',
    async (_, lesson) => {
      await useBackend(backend);
      const runs = await lessonRuns(lesson, variation, () => {});
      const { data } = await lessonData(lesson, runs, {}, variation);
      expect(data.backend).toBe(backend);
      expect(data.claims.filter(({ holds }) => holds !== true)).toEqual([]);
      expect(data.validations.filter(({ agrees }) => !agrees)).toEqual([]);
    },
  );
});

it.each(byId)('the report of %s has the same bytes every time', async (id, lesson) => {
  await useBackend('wasm');
  const out = await mkdtemp(join(tmpdir(), 'downhill-report-'));
  try {
    const [first, second] = [join(out, 'first'), join(out, 'second')];
    for (const folder of [first, second]) await writeLessonReport(lesson, folder);
    const names = await readdir(join(first, id));
    expect(names).toEqual(expect.arrayContaining(['data.json', 'index.html', 'index.md']));
    expect(await readdir(join(second, id))).toEqual(names);
    for (const name of names) {
      const [a, b] = await Promise.all(
        [first, second].map((folder) => readFile(join(folder, id, name))),
      );
      expect(b?.equals(a as Buffer), name).toBe(true);
    }
  } finally {
    await rm(out, { recursive: true, force: true });
  }
});
