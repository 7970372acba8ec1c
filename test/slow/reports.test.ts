import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { writeLessonReport } from '../../src/course/report.ts';
import { syllabus } from '../../src/course/syllabus.ts';

const byId = (await syllabus()).map((lesson) => [lesson.id, lesson] as const);

it.each(byId)(
  'the report of %s holds on wasm, and has the same bytes every time',
  async (id, lesson) => {
    await useBackend('wasm');
    const out = await mkdtemp(join(tmpdir(), 'downhill-report-'));
    try {
      const [first, second] = [join(out, 'first'), join(out, 'second')];
      const { claims, validations } = await writeLessonReport(lesson, first);
      expect(claims.filter(({ holds }) => holds !== true)).toEqual([]);
      expect(validations.filter(({ agrees }) => !agrees)).toEqual([]);
      await writeLessonReport(lesson, second);
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
  },
);
