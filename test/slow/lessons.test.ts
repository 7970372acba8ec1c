import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { lessonData, lessonRuns } from '../../src/course/lesson-data.ts';
import { syllabus } from '../../src/course/syllabus.ts';
import { testBackends } from '../support/backends.ts';

const lessons = await syllabus();
const byId = lessons.map((lesson) => [lesson.id, lesson] as const);

// What they are on wasm, their reports say.
const others = testBackends.filter((backend) => backend !== 'wasm');

describe.each([
  ...others.map((backend) => [backend, {}] as const),
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
