import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import axe, { type AxeResults } from 'axe-core';
import { JSDOM } from 'jsdom';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stubOf } from '../../src/course/exercise-source.ts';
import { lessonData } from '../../src/course/lesson-data.ts';
import { versions } from '../../src/engine/index.ts';
import { writeClosingPage } from '../../src/workbook/closing-page.ts';
import { workbookFile } from '../../src/workbook/workbook.ts';
import { sampleCurves } from '../render/sample-figures.ts';
import { aLesson } from '../support/a-lesson.ts';

const lesson = aLesson('sgd', ['sgd'], {
  words: `
> Where does it settle?
>
> - lower {noise: below 1}
> - higher {noise: above 1}

![Two lines.](race 'One settles higher {see noise}')

It settles {noise: 1 to 3} times as high. Nothing else does, 7 of 7 say.
`,
  measures: () => ({ noise: 2 }),
  figures: () => ({ race: sampleCurves }),
});
const task = { lesson, exercise: lesson.exercises[0] as (typeof lesson.exercises)[0] };
// Nothing to be validated: that would take a backend.
const { data } = await lessonData({ ...lesson, taught: [] }, {}, await versions(), {});

let folder = '';
let workbook = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-closing-'));
  workbook = join(folder, 'workbook');
  await put(join(workbook, 'reports/sgd/data.json'), JSON.stringify(data));
  const stub = await stubOf(task);
  const mine = stub.replace(
    / {4}throw new Error.*/,
    '    return mine(w); // a `tick`, ```three```',
  );
  await put(workbookFile(workbook, task), mine);
  await learnt({ predictions: { 'sgd/race': 'lower' } });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

const passed = { passed: true, hints: 2, tries: 3 };
const learnt = (progress: object) =>
  put(
    join(workbook, 'progress.json'),
    JSON.stringify({ schema: 1, exercises: { sgd: passed }, ...progress }),
  );

async function written(): Promise<{ readonly markdown: string; readonly html: string }> {
  const page = await writeClosingPage([lesson], workbook);
  expect(page).toBe(join(workbook, 'course.html'));
  const markdown = await readFile(join(workbook, 'course.md'), 'utf8');
  return { markdown, html: await readFile(page, 'utf8') };
}

describe('the page at the end of the course', () => {
  it('shows what was predicted beside what was measured', async () => {
    const { markdown } = await written();
    expect(markdown).toContain('0 of 1 predictions came true');
    expect(markdown).toContain(
      '> **Where does it settle?**\n>\n> You said: lower.\n>\n> ✗ Measured: higher.',
    );
    await learnt({ predictions: { 'sgd/race': 'higher' } });
    const { markdown: right } = await written();
    expect(right).toContain('1 of 1 predictions came true');
    expect(right).toContain('You said: higher.\n>\n> ✓ So it is.');
  });

  it('says what was measured to those who made no prediction', async () => {
    await learnt({});
    const { markdown } = await written();
    expect(markdown).toContain('0 of 0 predictions came true');
    expect(markdown).toContain('You made no prediction.\n>\n> ✗ Measured: higher.');
  });

  it('shows the code that was written, without what was given, with its hints and tries', async () => {
    const { markdown, html } = await written();
    expect(markdown).toMatch(/You wrote \*\*sgd\*\* \(2 of 3 hints, 3 tries\): \S/);
    expect(markdown).toContain(
      '````ts\n// sgd/sgd.ts\nreturn mine(w); // a `tick`, ```three```\n````',
    );
    const { document } = new JSDOM(html).window;
    const [code] = document.querySelectorAll('pre code');
    expect(code?.textContent).toBe('return mine(w); // a `tick`, ```three```');
    expect(code?.querySelector('.keyword')?.textContent).toBe('return');
    expect(document.querySelector('.file')?.textContent).toBe('sgd/sgd.ts');
  });

  it('counts no tries where nobody has counted them, and says that a file is gone', async () => {
    await learnt({ exercises: { sgd: { passed: true, hints: 0 } } });
    await rm(workbookFile(workbook, task));
    const { markdown } = await written();
    expect(markdown).toContain('You wrote **sgd** (no hint): ');
    expect(markdown).toContain('`sgd/sgd.ts` is gone');
  });

  it('names the finding with its number, draws its figure, and leads to the lesson', async () => {
    const { markdown, html } = await written();
    expect(markdown).toContain('![Two lines.](reports/sgd/race.png)');
    expect(markdown).toContain(
      '\n\nIt settles 2 times as high. [The whole lesson](reports/sgd/index.md)',
    );
    const { document } = new JSDOM(html).window;
    expect(document.querySelector('figure svg')?.getAttribute('aria-label')).toBe('Two lines.');
    expect(document.querySelector('figcaption')?.textContent).toContain('One settles higher');
    const [link] = document.querySelectorAll('main p a');
    expect(link?.getAttribute('href')).toBe('reports/sgd/index.html');
  });

  it('takes the report that stands beside the workbook where the learner has none', async () => {
    await rm(join(workbook, 'reports'), { recursive: true });
    await put(join(folder, 'reports/sgd/data.json'), JSON.stringify(data));
    const { markdown } = await written();
    expect(markdown).toContain('](../reports/sgd/race.png)');
    expect(markdown).toContain('](../reports/sgd/index.md)');
  });

  it('says how to get a report where there is none, and claims nothing', async () => {
    await rm(join(workbook, 'reports'), { recursive: true });
    const { markdown } = await written();
    expect(markdown).toContain('`npx downhill run sgd` makes one');
    expect(markdown).toContain('> You said: lower.\n');
    expect(markdown).not.toMatch(/Measured|So it is/);
    expect(markdown).toContain('return mine(w)');
  });

  it('stands alone, and has nothing that axe finds fault with', async () => {
    const { html } = await written();
    expect(html).not.toMatch(/<script|<link|src="(?!data:)/);
    const { window } = new JSDOM(html, { runScripts: 'outside-only' });
    window.eval(axe.source);
    const { violations } = (await window.eval('axe.run()')) as AxeResults;
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    window.close();
  });

  it('that cannot be written says so, without a trace', async () => {
    await mkdir(join(workbook, 'course.html'));
    await expect(writeClosingPage([lesson], workbook)).rejects.toMatchObject({ exitCode: 2 });
  });
});
