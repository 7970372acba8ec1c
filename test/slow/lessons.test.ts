import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selfTestInOwnProcess } from '../../src/backend/in-own-process.ts';
import { useBackend, type BackendName } from '../../src/backend/index.ts';
import { lessonData, lessonRuns } from '../../src/course/lesson-data.ts';
import { syllabus } from '../../src/course/syllabus.ts';
import type { Variation } from '../../src/course/variation.ts';
import { startEngine, type Engine } from '../../src/engine/index.ts';

const byId = (await syllabus()).map((lesson) => [lesson.id, lesson] as const);

/** What lessons are on wasm with their own seeds, their reports say. */
const others: Partial<Record<BackendName, readonly Variation[]>> = {
  wasm: [{ seed: 7 }, { seed: 11 }, { seed: 500 }],
  cpu: [{}],
  tensorflow: [{}],
};

const tensorflow = await selfTestInOwnProcess('tensorflow');
if ('reason' in tensorflow) {
  console.warn(
    `the lessons on tensorflow: not measured, because ${tensorflow.reason}; npm run native puts it here`,
  );
  delete others.tensorflow;
}

describe.each(Object.entries(others))('on %s', (backend, variations) => {
  let folder = '';
  let engine: Engine;
  beforeAll(async () => {
    await useBackend(backend as BackendName);
    // Records of an earlier run would be no measurement of this one.
    folder = await mkdtemp(join(tmpdir(), 'downhill-lessons-'));
    engine = await startEngine({ backend, folder, count: 2 });
  });
  afterAll(async () => {
    engine?.close();
    await rm(folder, { recursive: true, force: true });
  });

  describe.each(variations)('with %j', (variation) => {
    it.each(byId)(
      'the claims of %s hold and its members agree with their peers',
      async (_, lesson) => {
        const runs = await lessonRuns(lesson, variation, () => {}, engine);
        const { data } = await lessonData(lesson, runs, {}, variation);
        expect(data.backend).toBe(backend);
        expect(data.claims.filter(({ holds }) => holds !== true)).toEqual([]);
        expect(data.validations.filter(({ agrees }) => !agrees)).toEqual([]);
      },
    );
  });
});
