import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LessonData } from '../../src/course/lesson-data.ts';
import { rememberedReport, type ReportInputs } from '../../src/course/report-memory.ts';
import type { Engine } from '../../src/engine/index.ts';
import { writeFiles } from '../../src/render/files.ts';
import type { RunRecord } from '../../src/training/experiment.ts';
import { aLesson } from '../support/a-lesson.ts';

const run = { spec: {}, backend: 'cpu', seeds: [1] } as unknown as RunRecord;
const usual: ReportInputs = {
  lesson: aLesson('first', ['sgd'], { words: 'It ends at {end: below 1}.' }),
  runs: { plain: run },
  variation: {},
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-report-memory-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Whether a report from these inputs is made, or stands already. */
async function isMade(inputs: ReportInputs, backend = 'cpu'): Promise<boolean> {
  const engine = { folder: join(folder, 'records'), backend } as Engine;
  const report = join(folder, 'report');
  let made = false;
  const data = await rememberedReport(engine, report, inputs, async () => {
    made = true;
    await writeFiles(report, { 'data.json': '{"schema":1}', 'index.md': 'a page' });
    return { schema: 1 } as LessonData;
  });
  expect(data).toEqual({ schema: 1 });
  return made;
}

it('makes a report once', async () => {
  expect(await isMade(usual)).toBe(true);
  expect(await isMade(usual)).toBe(false);
});

it.each<[string, ReportInputs, string?]>([
  ['other runs', { ...usual, runs: { plain: { ...run, seeds: [2] } } }],
  [
    'other words',
    { ...usual, lesson: aLesson('first', ['sgd'], { words: 'It ended at {end: below 1}.' }) },
  ],
  [
    'another bound',
    { ...usual, lesson: aLesson('first', ['sgd'], { words: 'It ends at {end: below 2}.' }) },
  ],
  ['another quoted source', { ...usual, lesson: aLesson('first', ['adam']) }],
  ['a draft', { ...usual, variation: { fast: true } }],
  ['another backend', usual, 'wasm'],
])('makes it anew from %s', async (_, inputs, backend) => {
  await isMade(usual);
  expect(await isMade(inputs, backend)).toBe(true);
  expect(await isMade(inputs, backend)).toBe(false);
});

it.each([
  ['changed', () => writeFile(join(folder, 'report/index.md'), 'mine')],
  ['added', () => writeFile(join(folder, 'report/more.png'), 'mine')],
  ['deleted', () => rm(join(folder, 'report/data.json'))],
])('makes it anew when somebody has %s a file', async (_, touch) => {
  await isMade(usual);
  await touch();
  expect(await isMade(usual)).toBe(true);
});

it('makes that of a pack each time', async () => {
  const pack = { name: 'a-pack', root: 'file:///a/', lessons: 'file:///a/index.js' };
  const inputs = { ...usual, lesson: { ...usual.lesson, pack, taught: [] } };
  expect([await isMade(inputs), await isMade(inputs)]).toEqual([true, true]);
});
