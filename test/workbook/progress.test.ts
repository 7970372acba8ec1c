import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  exerciseProgress,
  readProgress,
  updateExercise,
  updateProgress,
} from '../../src/workbook/progress.ts';

let workbook = '';
let file = '';
beforeEach(async () => {
  workbook = await mkdtemp(join(tmpdir(), 'downhill-progress-'));
  file = join(workbook, 'progress.json');
});
afterEach(() => rm(workbook, { recursive: true, force: true }));

describe('progress', () => {
  it('is that of a beginner where there is no file, and reading makes none', async () => {
    const progress = await readProgress(join(workbook, 'nowhere'));
    expect(progress).toEqual({ schema: 1, read: [], exercises: {}, predictions: {} });
    expect(exerciseProgress(progress, 'sgd')).toEqual({ passed: false, hints: 0, tries: 0 });
    expect(await readdir(workbook)).toEqual([]);
  });

  it('is a readable file, of which nothing half-written stays behind', async () => {
    const change = (passed: boolean) =>
      updateProgress(workbook, (before) => ({
        ...before,
        current: 'sgd',
        exercises: { ...before.exercises, sgd: { passed, hints: 2 } },
      }));
    await change(false);
    await change(true);
    expect(await readdir(workbook)).toEqual(['progress.json']);
    const text = await readFile(file, 'utf8');
    expect(text).toContain('\n  "current": "sgd"');
    expect(await readProgress(workbook)).toEqual({
      schema: 1,
      current: 'sgd',
      read: [],
      exercises: { sgd: { passed: true, hints: 2 } },
      predictions: {},
    });
  });

  it('keeps what its owner or another version wrote into it', async () => {
    const exercises = { sgd: { passed: true, note: 'easy' }, 'of-a-pack': { passed: true } };
    await writeFile(file, JSON.stringify({ schema: 1, note: 'mine', exercises }));
    await updateProgress(workbook, (before) => ({ ...before, read: ['momentum'] }));
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      note: 'mine',
      read: ['momentum'],
      exercises: { sgd: { passed: true, hints: 0, note: 'easy' }, 'of-a-pack': { passed: true } },
    });
  });

  it('of a time before tries were counted is read, and none are made up', async () => {
    const exercises = { sgd: { passed: true, hints: 1 } };
    await writeFile(file, JSON.stringify({ schema: 1, exercises }));
    const progress = await updateExercise(workbook, 'sgd', ({ hints }) => ({ hints: hints + 1 }));
    expect(exerciseProgress(progress, 'sgd')).toEqual({ passed: true, hints: 2 });
  });

  it.each([
    ['half a file', '{ "schema": 1, "exer', 'is not JSON'],
    ['no object', '[]', 'must hold an object'],
    ['no schema', '{}', 'must begin with "schema": 1, got undefined'],
    ['a later schema', '{ "schema": 2 }', 'written by a newer downhill (schema 2)'],
    [
      'a lesson that is none',
      '{ "schema": 1, "current": 3 }',
      '"current" must be the id of a lesson',
    ],
    ['a list of numbers', '{ "schema": 1, "read": [1] }', '"read" must be a list of lesson ids'],
    [
      'a wrong state',
      '{ "schema": 1, "exercises": { "sgd": { "passed": "yes" } } }',
      '"exercises.sgd.passed" must be true or false, got "yes"',
    ],
    [
      'half a hint',
      '{ "schema": 1, "exercises": { "sgd": { "hints": 0.5 } } }',
      '"exercises.sgd.hints" must be',
    ],
    [
      'tries that are none',
      '{ "schema": 1, "exercises": { "sgd": { "tries": -1 } } }',
      '"exercises.sgd.tries" must be a number of tries, got -1',
    ],
    [
      'a number as prediction',
      '{ "schema": 1, "predictions": { "a/b": 1 } }',
      '"predictions" must be texts',
    ],
  ])(
    'with %s is an error with a way out, and the file stays as it is',
    async (_, text, message) => {
      await writeFile(file, text);
      const change = updateProgress(workbook, (before) => before);
      await expect(change).rejects.toThrow(message);
      await expect(readProgress(workbook)).rejects.toThrow(
        /mend it by hand, or move it away: then npx downhill check/,
      );
      await expect(readProgress(workbook)).rejects.toThrow(
        expect.objectContaining({ exitCode: 2 }),
      );
      expect(await readFile(file, 'utf8')).toBe(text);
    },
  );

  it('that cannot be written says so', async () => {
    await mkdir(file);
    await expect(updateProgress(workbook, (before) => before)).rejects.toThrow(/progress.json/);
  });
});
