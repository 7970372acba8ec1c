// The view in which a reader writes a rule of their own, in a real browser.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { transformSync } from 'esbuild';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Exercise, LessonOutline } from '../../src/course/lesson.ts';
import type { LessonData } from '../../src/course/lesson-data.ts';
import { answerOf, predictionKey, questions } from '../../src/course/question.ts';
import { regions, standalone } from '../../src/course/regions.ts';
import { lessonNamed } from '../../src/course/syllabus.ts';
import { readLink } from '../../src/lab/link.ts';
import type { Progress } from '../../src/lab/progress.ts';
import type { Verdict } from '../../src/verify/verdict.ts';
import { members, type Member } from '../../src/verify/members/index.ts';
import { addressOf, noBrowser, openLab, saved, startBrowser } from './lab-page.ts';

const execute = promisify(execFile);
const html = readFileSync('dist/lab.html', 'utf8');

it.each(['examiner', 'function-examiner'])(
  'has an %s of at most 200 KB, 60 KB packed, that is no script until it is used',
  (id) => {
    const tag = `<script type="text/plain" id="${id}">`;
    const [, rest = ''] = html.split(tag);
    const packed = Buffer.from(rest.slice(0, rest.indexOf('</script>')), 'base64');
    const script = gunzipSync(packed);
    expect(script.length).toBeGreaterThan(50_000);
    expect(script.length).toBeLessThan(200_000);
    expect(packed.length).toBeLessThan(60_000);
  },
);

const outlines = JSON.parse(readFileSync('dist/outlines.json', 'utf8')) as LessonOutline[];
const exercises = outlines.flatMap(({ exercises }) => exercises);
const exerciseOf = (id: string) => exercises.find((one) => one.id === id) as Exercise;
const memberNamed = (name: string) => members.get(name) as Member;
/** The lesson of an exercise. */
const lessonOf = (id: string) =>
  outlines.find((lesson) => lesson.exercises.some((one) => one.id === id))?.id as string;
const rules = exercises.filter(({ member }) => memberNamed(member).kind === 'optimizer');
const functions = exercises.filter((one) => !rules.includes(one));

/** The lines of a region as the page takes them: in JavaScript, from the first region to the last. */
function lines(text: string, file: string): string {
  const all = text.split('\n');
  const own = all
    .slice(
      all.findIndex((line) => line.includes('#region exercise')) + 1,
      all.findLastIndex((line) => line.includes('#endregion')),
    )
    .filter((line) => !/#(end)?region/.test(line))
    .join('\n');
  return regions(text, file).length > 1 || rulesIn(file) ? own : withoutTypes(own);
}
const rulesIn = (file: string) => file.startsWith('src/rules/');
const withoutTypes = (text: string) => transformSync(text, { loader: 'ts' }).code;

/** The region of an exercise, as the library has it. */
async function regionOf(id: string): Promise<string> {
  const { file } = exerciseOf(id);
  return lines(await readFile(file, 'utf8'), file);
}

async function openQuestions(browser: Browser, name: string, options?: BrowserContextOptions) {
  const opened = await openLab(browser, undefined, options);
  await opened.page.getByRole('button', { name: 'Your rule' }).click();
  await opened.page.getByLabel('Exercise').selectOption(name);
  return opened;
}

const goOn = (page: Page) => page.getByRole('button', { name: 'Go on without' }).click();

async function openExercise(browser: Browser, name: string, options?: BrowserContextOptions) {
  const opened = await openQuestions(browser, name, options);
  await goOn(opened.page);
  return opened;
}

/** What a lesson asks, and what its committed report measured. */
async function askedIn(id: string) {
  const lesson = await lessonNamed(id);
  const { runs } = JSON.parse(await readFile(`reports/${id}/data.json`, 'utf8')) as LessonData;
  const measures = lesson.measures(runs);
  return questions(lesson).map((question) => ({
    key: predictionKey(lesson, question),
    text: question.text,
    choices: question.choices.map(({ text }) => text),
    answer: answerOf(question, measures) as string,
  }));
}

/** Presses Tab until what has the focus begins with these words. */
async function tabTo(page: Page, wanted: string) {
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(() => {
      const { ariaLabel, textContent } = document.activeElement as HTMLElement;
      return ariaLabel ?? textContent ?? '';
    });
    if (now.startsWith(wanted)) return;
  }
  throw new Error(`no ${wanted}`);
}

async function axeFaults(page: Page) {
  await page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'));
  const { violations } = await page.evaluate<{
    violations: { id: string; nodes: { html: string }[] }[];
  }>('axe.run()');
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html) }));
}

const region = (page: Page) => page.getByRole('textbox', { name: /^Your lines/ });

/** Types a region, checks it, and gives what is said. */
async function checked(page: Page, text?: string): Promise<string> {
  if (text !== undefined) await region(page).fill(text);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.locator('.outcome > *').first().waitFor();
  return page.locator('.outcome').innerText();
}

describe.skipIf(noBrowser !== undefined)('a rule of the reader’s own', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  it.each(['adam', 'momentum', 'rmsprop', ...functions.map(({ id }) => id)])(
    'gets the verdict of the command, with every known mistake: %s',
    async (id) => {
      const { file, member: name } = exerciseOf(id);
      const source = await readFile(file, 'utf8');
      const around = (text: string) =>
        text.replace(/(#region exercise.*\n)[^]*(\n.*#endregion)/, '$1$2');
      // What stands around the region is fixed in the page.
      const texts = memberNamed(name)
        .mutants.map(({ id, edits }) => ({
          id,
          text: edits.reduce((now, [find, replace]) => now.replace(find, () => replace), source),
        }))
        .filter(({ text }) => around(text) === around(source));
      expect(texts.length).toBeGreaterThan(rulesIn(file) ? 15 : 2);
      const folder = await mkdtemp(join(tmpdir(), 'downhill-'));
      try {
        for (const { id, text } of texts)
          await writeFile(join(folder, `${id}.ts`), standalone(text));
        const args = ['dist/cli/main.js', 'verify', folder, '--as', name, '--json'];
        const { stdout } = await execute(process.execPath, args, { maxBuffer: 2 ** 28 }).catch(
          (failed: { stdout: string }) => failed,
        );
        const { results } = JSON.parse(stdout) as { results: Verdict[] };
        const { page, errors, close } = await openExercise(browser, id);
        for (const { id, text } of texts) {
          const command = results.find((one) => one.file.endsWith(`/${id}.ts`)) as Verdict;
          const said = await checked(page, lines(text, file));
          const word =
            command.verdict === 'convention' ? 'passed by a convention' : command.verdict;
          expect(said, id).toContain(`${word}: `);
          const [best] = command.diagnosis;
          if (best === undefined) continue;
          expect(said, id).toContain(best.fault);
          expect(said, id).toContain(`Remedy: ${best.remedy}`);
        }
        expect(errors).toEqual([]);
        await close();
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  );

  it.each(exercises.map(({ id }) => id))(
    'begins with the task of %s, and passes with the library’s lines',
    async (name) => {
      const { page, asked, errors, close } = await openExercise(browser, name);
      expect(await checked(page)).toContain('It still throws its task. TODO: ');
      expect(await checked(page, await regionOf(name))).toMatch(
        /passed: (\d+) of \1 checks passed/,
      );
      expect(asked.filter((url) => !url.startsWith('blob:'))).toHaveLength(1);
      expect(errors).toEqual([]);
      await close();
    },
  );

  it.each(exercises.map(({ id }) => id))(
    'is predicted first, with what was measured behind the answer: %s',
    async (name) => {
      const asked = await askedIn(lessonOf(name));
      expect(asked.length).toBeGreaterThan(0);
      const { page, errors, close } = await openQuestions(browser, name);
      const boxes = () => region(page).count();
      for (const { text, choices, answer } of asked) {
        expect(await boxes()).toBe(0);
        expect(await page.getByText('You said: ').count()).toBe(
          asked.findIndex((one) => one.text === text),
        );
        const question = page.getByRole('group', { name: text });
        expect(await question.getByRole('radio').count()).toBe(choices.length);
        const chosen = choices[0] as string;
        await question.getByLabel(chosen).check();
        await page.getByRole('button', { name: 'Answer' }).first().click();
        const reveal = chosen === answer ? 'So it is.' : `Measured: ${answer}.`;
        const said = page.locator('[role=status]', { hasText: `You said: ${chosen}. ${reveal}` });
        await said.waitFor();
        expect(await said.getByRole('link').getAttribute('href')).toMatch(/\/index\.html$/);
        // It is answered once.
        expect(await question.count()).toBe(0);
      }
      await page.getByRole('button', { name: 'To your lines' }).click();
      expect(await region(page).evaluate((box) => box === document.activeElement)).toBe(true);
      // The beginning of each line is in sight.
      expect(await region(page).evaluate((box) => box.scrollLeft)).toBe(0);
      const kept = JSON.parse(String(await saved(page, 'Save progress.json'))) as Progress;
      expect(kept.predictions).toEqual(
        Object.fromEntries(asked.map(({ key, choices }) => [key, choices[0]])),
      );
      await page.reload();
      await page.getByRole('button', { name: 'Your rule' }).click();
      await page.getByLabel('Exercise').selectOption(name);
      expect(await boxes()).toBe(1);
      expect(await page.getByText('You said: ').count()).toBe(asked.length);
      expect(errors).toEqual([]);
      await close();
    },
  );

  it('asks by keyboard alone, and again only while nothing was written', async () => {
    const { choices } = (await askedIn('adam'))[0] as { choices: readonly string[] };
    const { page, close } = await openQuestions(browser, 'adam');
    await page.getByLabel('Exercise').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText(`You said: ${choices[1]}. `).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    expect(await focused()).toBe('To your lines');
    await page.getByLabel('Exercise').selectOption('momentum');
    await page.getByLabel('Exercise').focus();
    await tabTo(page, 'Go on without');
    await page.keyboard.press('Enter');
    expect(await region(page).evaluate((box) => box === document.activeElement)).toBe(true);
    const again = async () => {
      await page.reload();
      await page.getByRole('button', { name: 'Your rule' }).click();
      await page.getByLabel('Exercise').selectOption('momentum');
      return (await region(page).count()) === 0;
    };
    expect(await again()).toBe(true);
    await goOn(page);
    await region(page).fill('return {};');
    expect(await again()).toBe(false);
    // Whoever passed it by can still answer beside their lines.
    expect(await page.locator('aside').getByRole('radio').count()).toBeGreaterThan(1);
    await close();
  });

  it.each(['light', 'dark'] as const)(
    'asks without a fault that axe knows, on 320 px too: %s',
    async (colorScheme) => {
      const viewport = { width: 320, height: 700 };
      const { page, close } = await openQuestions(browser, 'nesterov', { colorScheme, viewport });
      expect(await axeFaults(page)).toEqual([]);
      await page.getByRole('radio').first().check();
      await page.getByRole('button', { name: 'Answer' }).first().click();
      expect(await axeFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      await close();
    },
  );

  it('is stopped where it comes to no end, and the page stays alive', async () => {
    const { page, close } = await openExercise(browser, 'sgd');
    await region(page).fill('while (true) {}');
    const began = Date.now();
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    // While it hangs everything else goes on.
    await page.getByRole('button', { name: 'Hint 1 of 3' }).click();
    await page.getByText('uphill').waitFor();
    expect(Date.now() - began).toBeLessThan(9000);
    await page.getByText('It came to no end within 10 seconds').waitFor({ timeout: 20_000 });
    expect(await checked(page, await regionOf('sgd'))).toContain('✓ passed');
    await close();
  });

  it.each([
    ['return { w: w.sub(g.mul(lr) };', /Line 17: SyntaxError/, ['17']],
    ['\nlet a = ;', /Line 18: SyntaxError/, ['18']],
    [
      '\n\nreturn { w: w.minus(g) };',
      /Line 19: .*w\.minus is not a function[^]*no minus; it has add, sub/,
      ['19'],
    ],
    ['return w;', /update must return an object \{ w \}, got a tensor/, []],
  ])('is told what is wrong with %j, and where', async (text, says, lines) => {
    const { page, close } = await openExercise(browser, 'sgd');
    const first = Number(await page.locator('.region .numbers span').first().textContent());
    expect(first).toBe(17);
    expect(await checked(page, text)).toMatch(says);
    expect(await page.locator('.numbers .wrong').allTextContents()).toEqual(lines);
    await close();
  });

  it('is one penalty of a tensor’s words, of which each part is missed by name', async () => {
    const { page, errors, close } = await openExercise(browser, 'l1');
    const own = (penalty: string, gradient: string) => `${penalty}
  },
  gradient(w, { l1 }) {
    ${gradient}`;
    const sum = 'return w.abs().sum().mul(l1);';
    const todo =
      'throw new Error("TODO: what each weight adds to that sum for each step away from 0");';
    expect(await checked(page, own(sum, todo))).toContain('TODO: what each weight adds');
    expect(
      await checked(page, own('return w.norm(1).mul(l1);', 'return w.sign().mul(l1);')),
    ).toContain('✓ passed: ');
    expect(await checked(page, own(sum, 'return w.mul(2 * l1);'))).toContain(
      'the value is right, but its gradient is 2 · l1 · w',
    );
    expect(await checked(page, own(sum, 'w.sign().mul(l1);'))).toContain(
      'gradient must return an array made from w, got undefined',
    );
    expect(await checked(page, own('return w.cumsum();', 'return w.sign().mul(l1);'))).toMatch(
      /no cumsum; it has .*add.*squaredDifference/,
    );
    expect(await page.getByRole('button', { name: 'Race it' }).count()).toBe(0);
    // The lesson has two exercises, and the reader comes back to the one that they left.
    await page.reload();
    await page.getByRole('button', { name: 'Your rule' }).click();
    expect(await page.getByLabel('Exercise').inputValue()).toBe('l1');
    await page.getByLabel('Exercise').selectOption('soft-threshold');
    await page.reload();
    await page.getByRole('button', { name: 'Your rule' }).click();
    expect(await page.getByLabel('Exercise').inputValue()).toBe('soft-threshold');
    expect(errors).toEqual([]);
    await close();
  });

  it('is told the line of the file where its types are left out', async () => {
    const { page, close } = await openExercise(browser, 'two-loop');
    const first = Number(await page.locator('.region .numbers span').first().textContent());
    const { file } = exerciseOf('two-loop');
    const before = (await readFile(file, 'utf8')).split('// #region')[0] as string;
    // Four lines of the workbook's stand above, and the region's mark is gone.
    expect(first).toBe(before.split('\n').length + 4);
    expect(await checked(page, '\nlet a = ;')).toContain(`Line ${first + 1}: SyntaxError`);
    expect(await checked(page, '\n\nreturn gradient.no();')).toContain(`Line ${first + 2}: `);
    expect(await page.getByRole('button', { name: 'Race it' }).count()).toBe(0);
    await close();
  });

  it('stands in the file of the workbook, which can be saved, as can the progress', async () => {
    const { page, close } = await openExercise(browser, 'adam');
    const own = await regionOf('adam');
    await checked(page, own);
    const folder = await mkdtemp(join(tmpdir(), 'downhill-'));
    const file = join(folder, 'adam.ts');
    await writeFile(file, await saved(page, 'Save adam.ts'));
    const { stdout } = await execute(process.execPath, [
      'dist/cli/main.js',
      'verify',
      file,
      '--quiet',
    ]);
    expect(stdout).toContain('passed');
    await rm(folder, { recursive: true });
    expect(JSON.parse(String(await saved(page, 'Save progress.json')))).toEqual({
      schema: 1,
      current: 'adam',
      read: [],
      exercises: { adam: { passed: true, hints: 0, tries: 1 } },
      predictions: {},
    });
    await page.reload();
    await page.getByRole('button', { name: 'Your rule' }).click();
    expect(await region(page).inputValue()).toBe(own);
    expect(await page.getByText(`1 of ${exercises.length} pass`).count()).toBe(1);
    await close();
  });

  it('takes the progress of the command, adds it to its own, and says what is wrong with a file', async () => {
    const { page, errors, close } = await openExercise(browser, 'sgd');
    await checked(page, await regionOf('sgd'));
    const load = async (text: string) => {
      const buffer = Buffer.from(text);
      const file = { name: 'progress.json', mimeType: 'application/json', buffer };
      await page.getByLabel('Load progress.json').setInputFiles(file);
    };
    const said = () => page.locator('aside [role=status]').last().textContent();
    await load('{"schema": 1');
    await expect.poll(said).toContain('progress.json is not JSON');
    await load('{"schema": 1, "read": 3}');
    await expect
      .poll(said)
      .toBe('Nothing was changed: progress.json "read" must be a list of lesson ids, got 3.');
    expect(await page.getByText(`1 of ${exercises.length} pass`).count()).toBe(1);
    const theirs = {
      schema: 1,
      current: 'adam',
      read: ['momentum'],
      exercises: { adam: { passed: true, hints: 2, tries: 4 }, cosine: { passed: true, hints: 0 } },
      predictions: { 'momentum/noise': 'higher' },
      theme: 'dark',
    };
    await load(JSON.stringify(theirs));
    await expect
      .poll(said)
      .toBe(`progress.json was read: 3 of the ${exercises.length} exercises here pass.`);
    expect(JSON.parse(String(await saved(page, 'Save progress.json')))).toEqual({
      ...theirs,
      exercises: { ...theirs.exercises, sgd: { passed: true, hints: 0, tries: 1 } },
    });
    expect(errors).toEqual([]);
    await close();
  });

  it('races on the map as yours, also after a reload, and is not in what others are sent', async () => {
    const { page, errors, close } = await openExercise(browser, 'adam', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await checked(page, await regionOf('adam'));
    await page.getByRole('button', { name: 'Race it on the map' }).click();
    const runsOf = async () =>
      (
        JSON.parse(String(await saved(page, 'Save data'))) as {
          runs: { optimizer: { name: string }; path: unknown }[];
        }
      ).runs;
    const ways = async () => {
      const runs = await runsOf();
      return ['adam', 'yours'].map(
        (one) => runs.find(({ optimizer }) => optimizer.name === one)?.path,
      );
    };
    const [adam, yours] = await ways();
    expect(yours).toEqual(adam);
    await page.reload();
    expect((await ways())[1]).toEqual(adam);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('Copied.').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(readLink(link).entrants?.map(({ name }) => name)).toEqual([
      'momentum',
      'rmsprop',
      'adam',
      'adam',
    ]);
    expect(readLink(await addressOf(page)).entrants?.at(-1)?.name).toBe('yours');
    // Another rule under the same name goes another way.
    await page.getByRole('button', { name: 'Your rule' }).click();
    await checked(page, (await regionOf('adam')).replace('vHat.sqrt()', 'v.sqrt()'));
    await page.getByRole('button', { name: 'Race it on the map' }).click();
    expect((await ways())[1]).not.toEqual(adam);
    for (const view of ['Inside', 'Schedule', 'Sensitivity']) {
      await page.getByRole('button', { name: view, exact: true }).click();
    }
    expect(errors).toEqual([]);
    const elsewhere = await openLab(browser, new URL(await addressOf(page)).hash);
    expect(await elsewhere.page.getByRole('alert').first().textContent()).toContain(
      'no link carries',
    );
    await elsewhere.close();
    await close();
  });

  it.each([
    ['while (lr === 0.123) {}', 'it came to no end within 2 seconds'],
    ['for (;;) if (lr !== 0.123) break;', 'it came to no end within 2 seconds'],
    ['for (let i = 0; lr === 0.123; i += 1) {}', 'it came to no end within 2 seconds'],
    ['do {} while (lr === 0.123)', 'it came to no end within 2 seconds'],
    ['do ; while/**/\n(lr === 0.123)', 'it came to no end within 2 seconds'],
    [
      'const twice = (n) => (n < 0 ? 1 : twice(n - 1) + twice(n - 1)); if (lr === 0.123) twice(90);',
      'it came to no end within 2 seconds',
    ],
    ['if (lr === 0.123) throw new Error("no such rate");', 'Error: no such rate'],
  ])('cannot keep the page from answering, whatever it was checked with: %s', async (line, why) => {
    const { page, errors, close } = await openExercise(browser, 'sgd');
    expect(await checked(page, `${line}\nreturn { w: w.sub(g.mul(lr)) };`)).toContain('✓ passed');
    await page.getByRole('button', { name: 'Race it on the map' }).click();
    const rate = page.getByRole('textbox', { name: 'rate' }).last();
    await rate.fill('0.123');
    await rate.press('Enter');
    await page.getByText(`Your own rule was stopped: ${why}.`).waitFor({ timeout: 10_000 });
    expect(await page.locator('.told').textContent()).toContain('diverged at update 1');
    // Mended, it walks again.
    await page.getByRole('button', { name: 'Your rule' }).click();
    await checked(page, await regionOf('sgd'));
    await page.getByRole('button', { name: 'Race it on the map' }).click();
    expect(await page.getByText('Your own rule was stopped').count()).toBe(0);
    expect(errors).toEqual([]);
    await close();
  });

  it.each(["'unsafe-inline' blob:", "'unsafe-inline'"])(
    'says so where the page may run no code that was typed: script-src %s',
    async (allowed) => {
      const policy = `<meta http-equiv="Content-Security-Policy" content="script-src ${allowed}">`;
      const folder = await mkdtemp(join(tmpdir(), 'downhill-'));
      const file = join(folder, 'lab.html');
      await writeFile(file, html.replace('<head>', `<head>${policy}`));
      const page = await browser.newPage();
      await page.goto(pathToFileURL(file).href);
      await page.getByRole('button', { name: 'Your rule' }).click();
      await page.getByLabel('Exercise').selectOption('sgd');
      await goOn(page);
      const wrong = 'return { w: w.add(g.mul(lr)) };';
      expect(await checked(page, wrong)).toContain('npx downhill check sgd');
      await page.close();
      await rm(folder, { recursive: true });
    },
  );

  it('is written, checked and raced by keyboard alone', async () => {
    const { page, close } = await openExercise(browser, 'momentum');
    await page.getByLabel('Exercise').focus();
    await tabTo(page, 'Your lines');
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(await regionOf('momentum'));
    await page.keyboard.press('Control+Enter');
    await page.getByText('✓ passed').waitFor();
    await tabTo(page, 'Race it');
    await page.keyboard.press('Enter');
    expect(readLink(await addressOf(page)).entrants?.at(-1)?.name).toBe('yours');
    await close();
  });

  it.each(['light', 'dark'] as const)('has no fault that axe knows: %s', async (colorScheme) => {
    const { page, close } = await openExercise(browser, 'adam', { colorScheme });
    await page.getByRole('button', { name: 'Hint 1 of 3' }).click();
    await checked(page, 'return g.pow(2);');
    expect(await axeFaults(page)).toEqual([]);
    await checked(page, (await regionOf('adam')).replace('vHat.sqrt()', 'v.sqrt()'));
    for (const one of await page.locator('summary').all()) await one.click();
    expect(await axeFaults(page)).toEqual([]);
    await close();
  });

  it.each([390, 320])('has room on %i px', async (width) => {
    const { page, close } = await openExercise(browser, 'adam', {
      viewport: { width, height: 700 },
      hasTouch: true,
      isMobile: true,
    });
    await checked(page, (await regionOf('adam')).replace('vHat.sqrt()', 'v.sqrt()'));
    for (const one of await page.locator('summary').all()) await one.tap();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await close();
  });
});
