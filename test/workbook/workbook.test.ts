import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { solutionOf, stubOf } from '../../src/course/exercise-source.ts';
import {
  openExercise,
  resetExercise,
  workbookFile,
  workbookFolder,
  workbookText,
} from '../../src/workbook/workbook.ts';
import { aLesson } from '../support/a-lesson.ts';

let workbook = '';
beforeEach(async () => {
  workbook = join(await mkdtemp(join(tmpdir(), 'downhill-workbook-')), 'workbook');
});
afterEach(() => rm(join(workbook, '..'), { recursive: true, force: true }));

const lesson = aLesson('adamw', ['adamw']);
const task = { lesson, exercise: lesson.exercises[0] as NonNullable<(typeof lesson.exercises)[0]> };

describe("a learner's file", () => {
  it('begins with the lesson, the task and the command, and goes on with the stub', async () => {
    expect(await openExercise(workbook, task)).toBe(true);
    const text = await readFile(join(workbook, 'adamw', 'adamw.ts'), 'utf8');
    const [first, second, third, blank, fifth] = text.split('\n');
    expect(first).toBe('// Lesson: About adamw (adamw)');
    expect(second).toBe('// Task: shrink w by lr · weightDecay, then step as Adam does');
    expect(third).toContain('npx downhill check adamw');
    expect([blank, fifth]).toEqual(['', expect.stringMatching(/^import .* from 'downhill';$/)]);
    expect(text).toContain('throw new Error("TODO: shrink w by lr · weightDecay');
    expect(text).not.toContain('step.w.mul');
  });

  it('is never overwritten', async () => {
    await openExercise(workbook, task);
    await writeFile(workbookFile(workbook, task), 'mine');
    expect(await openExercise(workbook, task)).toBe(false);
    expect(await workbookText(workbook, task)).toBe('mine');
  });

  it('is told from one that was never begun', async () => {
    expect(await workbookText(workbook, task)).toBeUndefined();
  });

  it('has the solution put back without its marks in the way of the imports', async () => {
    const solution = await solutionOf(task);
    expect(solution).toContain('step.w.mul(1 - step.lr * hyper.weightDecay)');
    expect(solution).not.toMatch(/from '\./);
  });

  it('stands beside settings for editors, which stay as their owner left them', async () => {
    await openExercise(workbook, task);
    const settings = join(workbook, 'tsconfig.json');
    expect(JSON.parse(await readFile(settings, 'utf8')).compilerOptions.strict).toBe(true);
    await writeFile(settings, '{}');
    await openExercise(workbook, task);
    expect(await readFile(settings, 'utf8')).toBe('{}');
  });

  it('has the name of the exercise, in the language of its source', () => {
    const exercise = { ...task.exercise, file: 'rules/mine.js' };
    expect(workbookFile('w', { lesson, exercise })).toBe(join('w', 'adamw', 'adamw.js'));
  });

  it('says where it cannot be written, and what to do', async () => {
    await writeFile(workbook, 'a file in the way');
    await expect(openExercise(workbook, task)).rejects.toThrow(
      /cannot write .*; go to a folder of your own/,
    );
  });
});

describe('a reset', () => {
  it('goes back to the stub and keeps each old file under a name of its own', async () => {
    const stub = await stubOf(task);
    for (const text of ['first', 'second', 'third']) {
      await openExercise(workbook, task);
      await writeFile(workbookFile(workbook, task), text);
      await resetExercise(workbook, task);
      expect(await workbookText(workbook, task)).toBe(stub);
    }
    const folder = join(workbook, 'adamw');
    expect((await readdir(folder)).toSorted()).toEqual(
      ['adamw.ts', 'adamw.ts.2.bak', 'adamw.ts.3.bak', 'adamw.ts.bak'].toSorted(),
    );
    expect(await readFile(join(folder, 'adamw.ts.bak'), 'utf8')).toBe('first');
    expect(await readFile(join(folder, 'adamw.ts.3.bak'), 'utf8')).toBe('third');
  });

  it('of an exercise that was never begun makes the stub and keeps nothing', async () => {
    expect(await resetExercise(workbook, task)).toBeUndefined();
    expect(await workbookText(workbook, task)).toBe(await stubOf(task));
  });
});

describe('the workbook', () => {
  it('is found from inside itself once there is progress in it', async () => {
    const inside = join(workbook, 'adamw');
    await mkdir(inside, { recursive: true });
    expect(workbookFolder(inside)).toBe(join(inside, 'workbook'));
    await writeFile(join(workbook, 'progress.json'), '{}');
    expect(workbookFolder(inside)).toBe(workbook);
    expect(workbookFolder(join(workbook, '..'))).toBe(workbook);
  });
});
