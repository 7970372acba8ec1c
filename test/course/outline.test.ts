import { afterEach, expect, it } from 'vitest';
import { outlineOf, outlines } from '../../src/course/outline.ts';
import { packVariable } from '../../src/course/packs.ts';
import { syllabus } from '../../src/course/syllabus.ts';

afterEach(() => {
  delete process.env[packVariable];
});

it('is what the build wrote down of every lesson', async () => {
  expect(await outlines()).toEqual((await syllabus()).map(outlineOf));
});

it('has the lessons of a pack in use, too', async () => {
  process.env[packVariable] = './test/packs/example';
  const all = await outlines();
  expect(all.at(-1)).toMatchObject({ id: 'heavy-ball', exercises: [{ id: 'heavy-ball' }] });
  expect(all.length).toBeGreaterThan(20);
});
