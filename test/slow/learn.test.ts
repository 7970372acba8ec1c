import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';
import stringWidth from 'fast-string-width';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import { solutionOf, stubOf } from '../../src/course/exercise-source.ts';
import { questions } from '../../src/course/question.ts';
import { syllabus } from '../../src/course/syllabus.ts';
import { tasks, type Task } from '../../src/course/task.ts';
import { courseFolder, type CourseFolder } from '../support/course-folder.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const hasTmux = spawnSync('tmux', ['-V']).status === 0;
if (!hasTmux) console.warn('learn in a terminal: not tested, because there is no tmux here');

/** A terminal of its own server, so that nobody's sessions are touched. */
const server = `downhill-${process.pid}`;
const tmux = (...args: string[]) =>
  execFileSync('tmux', ['-L', server, ...args], { encoding: 'utf8' });
const screen = () => tmux('capture-pane', '-p', '-t', 'learn');
const press = (...keys: string[]) => tmux('send-keys', '-t', 'learn', ...keys);

async function shows(pattern: RegExp, seconds = 90): Promise<string> {
  let seen = '';
  for (let i = 0; i < seconds * 10; i++) {
    seen = screen();
    if (pattern.test(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`never shown: ${pattern}; the screen:\n${seen}`);
}

/** Lines that reach beyond the window would have been broken by it: none ends without a space in the last column. */
const tooWide = (seen: string, width: number) =>
  seen.split('\n').filter((line) => stringWidth(line) >= width);

const lessons = await syllabus();
let folder: CourseFolder;
let isLost = false;
const fileOf = ({ lesson, exercise }: Task) =>
  join(folder.path, 'workbook', lesson.id, `${exercise.id}.ts`);

describe.runIf(hasTmux)('downhill learn in a terminal', () => {
  beforeAll(async () => {
    folder = await courseFolder();
    // The committed reports spare the training.
    await cp(join(root, 'reports'), join(folder.path, 'reports'), { recursive: true });
    tmux('new-session', '-d', '-s', 'learn', '-x', '80', '-y', '30', '-c', folder.path, 'sh');
    press(`node ${join(root, 'dist/cli/main.js')} learn; echo left with $?`, 'Enter');
  });
  afterAll(async () => {
    spawnSync('tmux', ['-L', server, 'kill-server']);
    await folder?.remove();
  });

  const all = tasks(lessons);
  it.each(all.map((task, i) => [task.exercise.id, task, i] as const))(
    'leads from the prose of the lesson to its exercise %s, and on when it passes',
    async (_, task, i) => {
      const { lesson, exercise } = task;
      // Each step begins where the one before has ended: after the first that fails none can be judged.
      onTestFailed(() => {
        isLost = true;
      });
      if (isLost) throw new Error('an exercise before this one has failed');
      if (all[i - 1]?.lesson !== lesson) await read(lesson.title);
      const begun = await shows(new RegExp(`edit +workbook/${lesson.id}/${exercise.id}\\.ts`));
      expect(tooWide(begun, 80)).toEqual([]);
      expect(readFileSync(fileOf(task), 'utf8')).toBe(await stubOf(task));

      press('h');
      await shows(/hint 1 of 3/);
      press('n');
      await shows(new RegExp(`once ${exercise.id} has passed`));

      const stub = readFileSync(fileOf(task), 'utf8');
      const source = exercise.file;
      writeFileSync(
        fileOf(task),
        stub.replaceAll(/throw new Error\(.*/g, () => 'return undefined as never;'),
      );
      await shows(/✗ workbook.*\n?.*failed/);
      writeFileSync(fileOf(task), await solutionOf(task));
      await shows(/✓ workbook[^]*n next/);
      press('s');
      const both = await shows(new RegExp(source.replaceAll('.', '\\.')));
      expect(tooWide(both, 80)).toEqual([]);
      press('n');
    },
  );

  it('comes to its end, and gives the terminal back', async () => {
    const seen = await shows(/You have come to the end of the course/);
    expect(seen).toContain(`${lessons.length} of ${lessons.length} lessons`);
    expect(tooWide(seen, 80)).toEqual([]);
    press('o');
    await shows(/(?:Opened|Open it yourself): workbook\/course\.html/);
    press('q');
    await shows(/left with 0/);
    press('clear; stty -a', 'Enter');
    expect(await shows(/isig/)).toMatch(/(?<!-)icanon/);
  });

  it('leaves a page of all lessons: each prediction, what was measured, each file, its hint and tries', async () => {
    const page = readFileSync(join(folder.path, 'workbook/course.md'), 'utf8');
    const { document } = new JSDOM(readFileSync(join(folder.path, 'workbook/course.html'), 'utf8'))
      .window;
    const headings = [...document.querySelectorAll('h2')];
    expect(headings).toHaveLength(lessons.length);
    expect(page).not.toContain('has no report here');
    expect(document.querySelectorAll('figure svg')).toHaveLength(lessons.length);
    const asked = lessons.flatMap(questions);
    expect(page.match(/^> You said: /gm)).toHaveLength(asked.length);
    expect(page.match(/^> (?:✓ So it is|✗ Measured: )/gm)).toHaveLength(asked.length);
    for (const { exercise } of all) {
      expect(page).toContain(`You wrote **${exercise.id}** (1 of 3 hints, 2 tries): `);
    }
    expect(document.querySelectorAll('pre')).toHaveLength(all.length);
  });

  it('shows the page again to who learns on, and the map says so', async () => {
    const path = join(folder.path, 'workbook/course.html');
    rmSync(path);
    press(`clear; node ${join(root, 'dist/cli/main.js')} | tail -2`, 'Enter');
    await shows(/All passed[^]*npx downhill learn[^]*Next: npx downhill report/);
    press(`clear; node ${join(root, 'dist/cli/main.js')} learn; echo left with $?`, 'Enter');
    await shows(/workbook\/course\.html[^]*o open your page/);
    press('Enter');
    await shows(/left with 0/);
    expect(existsSync(path)).toBe(true);
  });

  it('goes back to an earlier file when that is saved, follows the window, and leaves on Ctrl-C', async () => {
    const [first, second] = [all[0] as Task, all[1] as Task];
    press(
      `clear; node ${join(root, 'dist/cli/main.js')} learn ${second.lesson.id}; echo left with $?`,
      'Enter',
    );
    await shows(new RegExp(`edit +workbook/${second.lesson.id}[^]*n next`));
    writeFileSync(fileOf(first), `${readFileSync(fileOf(first), 'utf8')}\n// saved once more\n`);
    await shows(new RegExp(`edit +workbook/${first.lesson.id}[^]*✓ workbook/${first.lesson.id}`));
    tmux('resize-window', '-t', 'learn', '-x', '60', '-y', '24');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const narrow = screen();
    expect(narrow).toMatch(/n next/);
    expect(tooWide(narrow, 60)).toEqual([]);
    press('C-c');
    await shows(/left with 130/);
    press('clear; stty -a', 'Enter');
    expect(await shows(/isig/)).toMatch(/(?<!-)icanon/);
  });

  it('ends a check at a key; r brings the stub back, c checks all', async () => {
    const [first, second] = [all[0] as Task, all[1] as Task];
    const stub = await stubOf(first);
    const endless = stub.replace(/throw new Error\(.*/, () => 'for (;;);');
    press(
      `clear; node ${join(root, 'dist/cli/main.js')} learn ${first.lesson.id}; echo left with $?`,
      'Enter',
    );
    await shows(/n next/);
    writeFileSync(fileOf(first), endless);
    await shows(/Checking workbook/, 10);
    press('l');
    await shows(/check was ended|of \d+ lessons/, 10);
    press('r');
    await shows(/is the stub again/, 10);
    expect(readFileSync(fileOf(first), 'utf8')).toBe(stub);
    writeFileSync(fileOf(first), await solutionOf(first));
    await shows(/✓ workbook[^]*n next/);
    press('c');
    await shows(new RegExp(`✓ passed, of the others: ${second.exercise.id}, `));
    const before = readFileSync(fileOf(second), 'utf8');
    writeFileSync(fileOf(second), 'for (;;);\n');
    await shows(new RegExp(`Checking workbook/${second.lesson.id}`));
    writeFileSync(fileOf(first), `${readFileSync(fileOf(first), 'utf8')}\n`);
    // Until its own check has ended, the screen still shows what came of the last: the line on the others.
    const own = `edit +workbook/${first.lesson.id}/[^]*✓ workbook/[^]*n next`;
    await shows(new RegExp(`^(?![^]*(?:of the others|Checking))[^]*${own}`));
    press('c');
    await shows(/Checking the others/);
    press('l');
    await shows(/of \d+ lessons/, 10);
    writeFileSync(fileOf(second), before);
    press('q');
    await shows(/left with 0/);
  });
});

/** The screen once it stands still and nothing is waited for: a key that comes earlier is for no screen at all. */
async function settled(): Promise<string> {
  for (let seen = screen(); ;) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    const now = screen();
    if (now === seen && !/^(?:Training [\w-]+: \d+ %|Checking .* …)$/m.test(now)) return now;
    seen = now;
  }
}

/** Turns the pages of a lesson, answering each question with the first choice. */
async function read(title: string): Promise<void> {
  const head = new RegExp(title.replaceAll(/[?.()]/g, '\\$&').slice(0, 60));
  for (let page = 0; page < 40; page++) {
    await shows(new RegExp(`${head.source}[^]*(goes on|to the exercise|choose|quit)`));
    const seen = await settled();
    if (/edit +workbook/.test(seen)) return;
    expect(seen).not.toContain('{{');
    expect(tooWide(seen, 80)).toEqual([]);
    const asks = /^Before you look$/m.test(seen);
    if (/^.*o open.*q quit/m.test(seen)) {
      press('o');
      await shows(
        /(?:Opened|Open it yourself): workbook\/reports\/[\w-]+\/(?:index\.html|[\w-]+\.png)/,
      );
    }
    const before = await settled();
    press(asks ? '1' : 'Enter');
    for (let i = 0; i < 300 && screen() === before; i++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    if (asks) expect(await shows(/So it is|Measured/)).toContain('You said');
  }
  throw new Error(`the lesson "${title}" has no end`);
}
