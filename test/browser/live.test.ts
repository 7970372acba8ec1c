// The figures of lessons in a real browser: live with scripts, pictures without.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findings } from '../../src/course/findings.ts';
import type { LessonData } from '../../src/course/lesson-data.ts';
import { lessonPage } from '../../src/course/lesson-page.ts';
import { liveBeside } from '../../src/course/beside-lessons.ts';
import { syllabus } from '../../src/course/syllabus.ts';
import type { Contours, Curves, Figure, Path } from '../../src/figures/figure.ts';
import { numberText } from '../../src/figures/number-text.ts';
import { writeReport } from '../../src/render/report.ts';
import { noBrowser, openLab, saved, startBrowser } from './lab-page.ts';

const text = (value: number) => numberText(value, 4).replaceAll(' ', '\u00A0');

it('is small: the script that all lessons share has at most 50 KB, 20 KB gzipped', () => {
  const script = readFileSync('dist/live.js');
  expect(script.length).toBeGreaterThan(10_000);
  expect(script.length).toBeLessThan(50_000);
  expect(gzipSync(script).length).toBeLessThan(20_000);
});

describe.skipIf(noBrowser !== undefined)('the figures of a lesson', () => {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-'));
  const figures: Record<string, Readonly<Record<string, Figure>>> = {};
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
    const lessons = await syllabus();
    // From the runs of the last report, by today's code.
    for (const id of ['momentum', 'gradient-noise']) {
      const lesson = lessons.find((one) => one.id === id) as (typeof lessons)[0];
      const data = JSON.parse(readFileSync(`reports/${id}/data.json`, 'utf8')) as LessonData;
      const found = findings(lesson, data.runs).figures;
      figures[id] = found;
      const markdown = await lessonPage(lesson, data, found);
      mkdirSync(join(folder, id));
      await writeReport(join(folder, id), {
        title: lesson.title,
        markdown,
        figures: found,
        data,
        script: liveBeside,
      });
    }
    cpSync('dist/live.js', join(folder, 'live.js'));
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function openLesson(id: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    const page = await context.newPage();
    const asked: string[] = [];
    const errors: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', ({ message }) => errors.push(message));
    const address = pathToFileURL(join(folder, id, 'index.html')).href;
    await page.goto(address);
    return { page, asked, errors, address, close: () => context.close() };
  }

  const drawnAs = (id: string) => figures['momentum']?.[id];
  const entries = (figure: Locator) =>
    figure
      .locator('.legend li')
      .evaluateAll((all) => all.map((one) => [...one.children].map((part) => part.textContent)));

  it('read as they are drawn, at every place, by keyboard; ask for nothing but their script', async () => {
    const { page, asked, errors, address, close } = await openLesson('momentum');
    const { lines } = drawnAs('noise') as Curves;
    const figure = page.locator('figure').nth(2);
    const slider = figure.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('Home');
    for (const i of [0, 1, 2]) {
      const at = lines[0]?.x[i] as number;
      expect(await slider.getAttribute('aria-valuetext')).toBe(`update: ${at}`);
      const expected = lines.map(({ label, y, low, high }) => [
        label,
        `${text(y[i] as number)} (${text(low?.[i] as number)} to ${text(high?.[i] as number)})`,
      ]);
      expect(await entries(figure)).toEqual(expected);
      expect(await figure.getByRole('status').textContent()).toContain(expected[1]?.join(' '));
      await page.keyboard.press('ArrowRight');
    }
    expect(asked).toEqual([address, new URL(liveBeside.address, address).href]);
    expect(errors).toEqual([]);
    await close();
  });

  it('follow the pointer', async () => {
    const { page, close } = await openLesson('momentum');
    const figure = page.locator('figure').nth(2);
    const picture = figure.locator('.live svg').first();
    const { width = 0 } = (await picture.boundingBox()) ?? {};
    await picture.hover({ position: { x: width - 15, y: 100 } });
    const { lines } = drawnAs('noise') as Curves;
    const last = `update: ${lines[0]?.x.at(-1)}`;
    expect(await figure.locator('label span').textContent()).toBe(last);
    await picture.hover({ position: { x: 64, y: 100 } });
    expect(await figure.locator('label span').textContent()).toBe('update: 0');
    await close();
  });

  it('hide what is not wanted, and turn to a linear scale', async () => {
    const { page, close } = await openLesson('momentum');
    const figure = page.locator('figure').nth(1);
    const drawn = () => figure.locator('.live .line').count();
    const before = await drawn();
    const first = figure.locator('.legend button').first();
    await first.focus();
    await page.keyboard.press('Space');
    expect(await drawn()).toBe(before - 1);
    expect(await first.getAttribute('aria-pressed')).toBe('false');
    await page.keyboard.press('Space');
    const numbers = () => figure.locator('.tick text').allTextContents();
    const logarithmic = await numbers();
    await figure.getByRole('button', { name: 'Log scale' }).press('Enter');
    expect(await numbers()).not.toEqual(logarithmic);
    expect(await figure.locator('text.axis').textContent()).not.toContain('log');
    await close();
  });

  it('walk over their landscapes, and are as they were printed at the end', async () => {
    const { page, close } = await openLesson('momentum');
    const { panels } = drawnAs('hike') as Contours;
    const figure = page.locator('figure').first();
    const slider = figure.getByRole('slider');
    const over = figure.locator('svg.wide .now-walked path');
    expect(await over.count()).toBe(0);
    await slider.fill('14');
    await over.first().waitFor();
    const walked = figure.locator('svg.wide .walked').first();
    expect(Number(await walked.evaluate((one) => getComputedStyle(one).opacity))).toBeLessThan(1);
    for (const [i, { paths }] of panels.entries()) {
      const [path] = paths as [Path];
      const [x, y] = path.points[14] as readonly [number, number];
      const [, value] = (await entries(figure))[i] as string[];
      // A page has four digits of the figure’s five.
      expect(value).toMatch(new RegExp(`^w₁ ${text(x)}, w₂ ${text(y)}$`));
    }
    await slider.press('End');
    await expect.poll(() => over.count()).toBe(0);
    await close();
  });

  it('open in the lab: the same rules on the same landscape, which go the same way', async () => {
    const { page, close } = await openLesson('momentum');
    const href = await page
      .getByRole('link', { name: 'Open this in the lab' })
      .getAttribute('href');
    await close();
    const { panels } = drawnAs('hike') as Contours;
    const [end] = panels.flatMap(({ paths }) => paths).slice(-1) as [Path];
    const lab = await openLab(browser, new URL(href as string, 'file:///').hash);
    expect(await lab.page.locator('.notice').textContent()).toBe('');
    const data = JSON.parse(String(await saved(lab.page, 'Save data'))) as {
      runs: { path: [number, number][] }[];
    };
    const ends = data.runs.map((run) => run.path.at(-1) as [number, number]);
    expect(ends).toHaveLength(2);
    for (const axis of [0, 1] as const) {
      expect(ends[1]?.[axis]).toBeCloseTo(end.points.at(-1)?.[axis] as number, 4);
    }
    await lab.close();
  });

  it('play to their end, also for those who want less motion', async () => {
    const { page, close } = await openLesson('momentum', { reducedMotion: 'reduce' });
    const figure = page.locator('figure').first();
    await figure.getByRole('button', { name: 'Play' }).click();
    await figure.getByRole('button', { name: 'Pause' }).waitFor();
    await figure.getByRole('button', { name: 'Play' }).waitFor({ timeout: 20_000 });
    expect(await figure.locator('label span').textContent()).toMatch(/^update (\d+) of \1$/);
    await close();
  });

  it('tell the numbers of a row', async () => {
    const { page, close } = await openLesson('gradient-noise');
    const figure = page.locator('figure[data-live=dots]');
    const row = figure.locator('.rows button').nth(2);
    await row.focus();
    const [label = '', value = ''] = await row.locator('span').allTextContents();
    const told = await figure.getByRole('status').textContent();
    expect(told).toContain(label);
    expect(told).toContain(value);
    await close();
  });

  const shown = (page: Page, selector: string) =>
    page
      .locator(selector)
      .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height > 0).length);

  it('are the same pictures without scripts, and on paper', async () => {
    const count = Object.values(figures['momentum'] as object).length;
    const bare = await openLesson('momentum', { javaScriptEnabled: false });
    expect(await shown(bare.page, 'figure > svg')).toBe(count);
    await bare.close();
    const { page, close } = await openLesson('momentum');
    expect(await shown(page, 'figure .live')).toBe(count);
    expect(await shown(page, 'figure.redrawn > svg')).toBe(0);
    await page.emulateMedia({ media: 'print' });
    expect(await shown(page, 'figure > svg')).toBe(count);
    expect(await shown(page, 'figure .live')).toBe(0);
    await close();
  });

  it.each([
    ['momentum', 'light'],
    ['momentum', 'dark'],
    ['gradient-noise', 'light'],
    ['gradient-noise', 'dark'],
  ] as const)('have no fault that axe knows: %s, %s', async (id, colorScheme) => {
    const axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8');
    const { page, close } = await openLesson(id, { colorScheme });
    for (const figure of await page.locator('figure .legend button').all()) await figure.focus();
    await page.evaluate(axe);
    const { violations } = await page.evaluate<{
      violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
    }>(`axe.run('figure')`);
    const told = violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map((node) => `${node.html} ${node.failureSummary}`),
    }));
    expect(told).toEqual([]);
    await close();
  });

  it.each([390, 320])('have room on %i px', async (width) => {
    for (const id of Object.keys(figures)) {
      const { page, close } = await openLesson(id, {
        viewport: { width, height: 700 },
        hasTouch: true,
        isMobile: true,
      });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      const small = await page
        .locator('.live button')
        .evaluateAll((all) =>
          all
            .filter((one) => one.getBoundingClientRect().height < 24)
            .map((one) => one.textContent),
        );
      expect(small).toEqual([]);
      await close();
    }
  });
});
