import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { courseFolder, type CourseFolder } from '../support/course-folder.ts';
import { downhill } from './downhill.ts';

// What a learner does from lesson to lesson is in test/slow/workbook.test.ts.
let folder: CourseFolder;
beforeAll(async () => {
  folder = await courseFolder();
});
afterAll(() => folder.remove());

const run = (args: readonly string[]) => downhill(folder.path, args);
const file = (...path: string[]) => join(folder.path, 'workbook', ...path);

describe('before anything is begun', () => {
  it.each([
    ['check', [], 'nothing was begun yet\nTry: npx downhill learn\n'],
    ['check', ['sgd'], 'sgd was not begun\nTry: npx downhill learn gradient-descent\n'],
    ['check', ['sdg'], 'unknown exercise "sdg"; did you mean "sgd"?'],
    [
      'solution',
      ['sgd'],
      '"sgd" has not passed yet; npx downhill hint sgd helps\nTry: npx downhill check sgd\n',
    ],
    ['hint', [], 'exercise'],
    ['list', ['--pack', 'nowhere'], 'pack "nowhere": it is not installed'],
    ['learn', ['sgdd'], 'unknown lesson "sgdd"'],
  ])('%s %j is wrong usage, and makes no file', async (command, args, message) => {
    const { code, stdout, stderr } = await run([command, ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(await readFile(file('progress.json'), 'utf8').catch(() => 'none')).toBe('none');
  });
});

describe('a progress file that is broken', () => {
  it('stops every command of the workbook with a way out, and is left alone', async () => {
    await mkdir(file(), { recursive: true });
    await writeFile(file('progress.json'), '{ "schema": 1,');
    for (const args of [[], ['list'], ['hint', 'sgd'], ['learn']]) {
      const { code, stderr } = await run(args);
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /workbook\/progress\.json is not JSON: .*; mend it by hand, or move it away/,
      );
    }
    expect(await readFile(file('progress.json'), 'utf8')).toBe('{ "schema": 1,');
  });
});
