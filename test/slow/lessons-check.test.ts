import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { courseFolder, type CourseFolder } from '../support/course-folder.ts';
import { downhill } from '../cli/downhill.ts';

let folder: CourseFolder;
beforeAll(async () => {
  folder = await courseFolder();
});
afterAll(() => folder.remove());

const check = () =>
  downhill(folder.path, ['lessons-check', '--pack', './node_modules/downhill-pack-example']);
async function change(name: string, edit: (text: string) => string): Promise<void> {
  const file = join(folder.pack, name);
  const text = await readFile(file, 'utf8');
  const edited = edit(text);
  expect(edited).not.toBe(text);
  await writeFile(file, edited);
}

describe("the author's guard", () => {
  it('finds no fault with the example pack, and leaves nothing behind', async () => {
    const { code, stdout } = await check();
    expect(stdout).toBe(
      '✓ heavy-ball\n✓ heavy-ball, exercise heavy-ball\n\n1 lesson, 1 exercise, no faults\n',
    );
    expect(code).toBe(0);
    await expect(readFile(join(folder.path, 'workbook'))).rejects.toThrow('ENOENT');
  });

  it('says every fault in a line, and leaves with 1', async () => {
    await change('lessons/heavy-ball/lesson.md', (text) =>
      text
        .replace(/What does the ball still have.*/, 'The same.')
        .replace(/`faded.*/, 'The same.')
        .replace('{factor: above 5,000}', '{factor: below 2}')
        .replace('{factor: above 1}', '{factor: below 1}'),
    );
    await change('src/heavy-ball.js', (text) => text.replace('.add(g)', '.add(g).add(g)'));
    const { code, stdout } = await check();
    const faults = stdout.split('\n').filter((line) => line.startsWith('✗'));
    expect(faults).toEqual([
      '✗ heavy-ball: exercise heavy-ball has 2 different hints; it must have three',
      expect.stringMatching(/^✗ heavy-ball: the claim "factor" fails: \d.* in "The loss of plain/),
      expect.stringMatching(
        /^✗ heavy-ball: lessons\/heavy-ball\/lesson\.md:11: exactly one choice must hold/,
      ),
      expect.stringMatching(/heavy-ball: the solution does not pass: failed, cold-step/),
    ]);
    expect(stdout).toMatch(/, 4 faults\n$/);
    expect(code).toBe(1);
  });

  it('says file, line and the nearest name where words ask for what there is not', async () => {
    await change('lessons/heavy-ball/lesson.md', (text) => text.replace('{factor', '{facto'));
    expect((await check()).stdout).toContain(
      '✗ heavy-ball: lessons/heavy-ball/lesson.md:13: unknown measure "facto"; did you mean "factor"?',
    );
  });

  it('finds a stub that does not compile, fails without its task, or has no region', async () => {
    await change('src/heavy-ball.js', (text) => `${text}\nthrow new Error('too early');\n`);
    expect((await check()).stdout).toMatch(
      /exercise heavy-ball: the stub does not fail with its task, but: error/,
    );
    await change('src/heavy-ball.js', (text) => text.replace('class HeavyBall', 'class'));
    await change('src/heavy-ball.js', (text) => text.replace('update({ w', 'update({{ w'));
    const { stdout } = await check();
    expect(stdout).toMatch(/exercise heavy-ball: the stub does not compile: line \d+: /);
    expect(stdout).not.toMatch(/does not fail with its task/);
    await change('src/heavy-ball.js', (text) => text.replace('#region exercise', 'exercise'));
    expect((await check()).stdout).toMatch(
      /exercise heavy-ball: src\/heavy-ball\.js:\d+: #endregion closes nothing/,
    );
  });
});
