import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { courseFolder, type CourseFolder } from '../support/course-folder.ts';
import { downhill } from './downhill.ts';
import { refused } from './refused.ts';

// What a learner does from lesson to lesson is in test/slow/workbook.test.ts.
let folder: CourseFolder;
beforeAll(async () => {
  folder = await courseFolder();
});
afterAll(() => folder.remove());

const run = (args: readonly string[]) => downhill(folder.path, args);
const progress = () => readFile(file('progress.json'), 'utf8').catch(() => 'none');
const file = (...path: string[]) => join(folder.path, 'workbook', ...path);

describe('before anything is begun', () => {
  it.each([
    ['check', [], 'nothing was begun yet', 'learn'],
    ['check', ['sgd'], 'sgd was not begun', 'learn gradient-descent'],
    ['check', ['sdg'], 'unknown exercise "sdg"; did you mean "sgd"?', 'list'],
    ['solution', ['sgd'], '"sgd" has not passed yet; npx downhill hint sgd helps', 'check sgd'],
    ['hint', [], 'exercise', undefined],
    ['learn', ['sgdd'], 'unknown lesson "sgdd"', 'list'],
  ])('%s %j is wrong usage, and makes no file', async (command, args, says, next) => {
    const { message, ...said } = await refused(folder.path, [command, ...args]);
    expect(said).toEqual({ code: 2, stdout: '', next });
    expect(message).toContain(says);
    expect(await progress()).toBe('none');
  });

  it('a pack that is not there is wrong usage, and makes no file', async () => {
    const { code, stdout, stderr } = await run(['list', '--pack', 'nowhere']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('pack "nowhere": it is not installed');
    expect(await progress()).toBe('none');
  });
});

describe('a progress file that is broken', () => {
  it('stops every command of the workbook with a way out, and is left alone', async () => {
    await mkdir(file(), { recursive: true });
    await writeFile(file('progress.json'), '{ "schema": 1,');
    const says = /workbook\/progress\.json is not JSON: .*; mend it by hand, or move it away/;
    const map = await run([]);
    expect(map.code).toBe(2);
    expect(map.stderr).toMatch(says);
    for (const args of [['list'], ['hint', 'sgd'], ['learn']]) {
      const { code, message } = await refused(folder.path, args);
      expect(code).toBe(2);
      expect(message).toMatch(says);
    }
    expect(await progress()).toBe('{ "schema": 1,');
  });
});
