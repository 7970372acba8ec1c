// What teachers make of the live page: tasks that it judges, controls that it hides, in a frame and on paper.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkHash, readLink, type LabState } from '../../src/lab/link.ts';
import type { Lock } from '../../src/lab/locks.ts';
import { address, addressOf, noBrowser, openLab, startBrowser } from './lab-page.ts';

const example = JSON.parse(
  /```json\n([^]*?)```/.exec(readFileSync('docs/tasks.md', 'utf8'))?.[1] as string,
) as LabState;
const { lock: _, ...open } = example;

/** In which view each can be hidden, and one thing that is. */
const hides: Readonly<Record<Lock, readonly [view: string, what: string]>> = {
  views: ['map', '.views button >> nth=1'],
  landscape: ['map', 'fieldset.grounds'],
  conditions: ['map', 'section.conditions'],
  start: ['map', 'button[aria-label^="Start at"]'],
  rules: ['map', 'select[aria-label="Add a rule"]'],
  rates: ['map', '.rule input[type=range] >> nth=0'],
  options: ['map', '.rule summary >> nth=0'],
  tuning: ['map', 'button:has-text("Best rate for all")'],
  schedule: ['schedule', '.schedule select >> nth=0'],
  share: ['map', 'button:has-text("Copy link")'],
};

describe.skipIf(noBrowser !== undefined)('the live page with a task', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  const judged = (page: Page) => page.locator('.task-panel [role=status]').textContent();

  it('judges what the learner does, as he does it', async () => {
    const { page, errors, close } = await openLab(browser, example);
    expect(await judged(page)).toBe(
      'Not yet: SGD is not there by update 60; Momentum is not there by update 60.',
    );
    const rates = page.getByRole('textbox', { name: 'rate' });
    await rates.first().fill('0.095');
    expect(await judged(page)).toMatch(
      /^Not yet: SGD is there at update \d+; .*; the rates differ\.$/,
    );
    await rates.last().fill('0.095');
    expect(await judged(page)).toMatch(
      /^✓ Done: SGD is there at update \d+; Momentum is there at update \d+\.$/,
    );
    expect(errors).toEqual([]);
    await close();
  });

  it.each(Object.entries(hides))(
    'hides %s where it shall, from the keyboard too',
    async (name, [view, what]) => {
      const shown = await openLab(browser, { ...open, view });
      expect(await shown.page.locator(what).isVisible()).toBe(true);
      await shown.close();
      const { page, close } = await openLab(browser, { ...open, view, lock: [name as Lock] });
      expect(await page.locator(what).count()).toBe(1);
      expect(await page.locator(what).isVisible()).toBe(false);
      await close();
    },
  );

  it('moves no start that is locked', async () => {
    const { page, close } = await openLab(browser, { ...open, lock: ['start'] });
    const before = await addressOf(page);
    await page.locator('.map').click({ position: { x: 200, y: 200 }, force: true });
    expect(await addressOf(page)).toBe(before);
    await close();
  });

  it('makes such a link in a form, and says what is no task', async () => {
    const { page, close } = await openLab(browser, open, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.getByText('For teachers').click();
    await page.getByLabel('Height above the lowest point').fill('nothing');
    await page.getByRole('button', { name: 'Copy the link' }).click();
    const fault = page.locator('.teach-form [role=alert]');
    expect(await fault.textContent()).toContain('This cannot be a task: task: goal must be');
    await page.getByLabel('Height above the lowest point').fill('0.01');
    await page.getByLabel('Within so many updates').fill('40');
    await page.getByLabel('Who has to arrive').selectOption('one');
    await page.getByLabel('In your own words').fill('Be quick & “near”.');
    await page.getByLabel('the rates of the rules').check();
    await page.getByLabel('the tabs of the other views').check();
    await page.getByRole('button', { name: 'Copy the link' }).click();
    await page.getByText('Copied.').waitFor();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    const made: LabState = {
      ...open,
      lock: ['views', 'rates'],
      task: { goal: 0.01, within: 40, who: 'one', oneRate: true, says: 'Be quick & “near”.' },
    };
    expect(readLink(await copied())).toEqual(made);
    await page.getByRole('button', { name: 'Copy as a frame' }).click();
    await expect.poll(copied).toContain(`<iframe src="${address}${linkHash(made)}"`);
    await page.getByRole('button', { name: 'Show it here' }).click();
    expect(await page.locator('.task-panel').textContent()).toContain('Be quick & “near”.');
    expect(await page.locator('.views').isVisible()).toBe(false);
    await page.goBack();
    expect(await page.locator('.views').isVisible()).toBe(true);
    await close();
  });

  it('fits a frame, a low one too', async () => {
    const page = await browser.newPage({ viewport: { width: 700, height: 400 } });
    await page.goto(address);
    await page.setContent(
      `<style>body { margin: 0 } iframe { border: 0 }</style><iframe src="${address}${linkHash(example)}" width="700" height="400"></iframe>`,
    );
    const inner = page.frameLocator('iframe');
    await inner.locator('.task-panel').waitFor();
    expect(await inner.locator('.course').isVisible()).toBe(false);
    const map = await inner.locator('.map').evaluate((one) => one.getBoundingClientRect().height);
    expect(map).toBeGreaterThan(140);
    expect(map).toBeLessThan(300);
    expect(await inner.locator('html').evaluate((one) => one.scrollWidth)).toBe(
      await inner.locator('html').evaluate((one) => one.clientWidth),
    );
    await page.close();
  });

  it('says on paper what it shows, and where it stands', async () => {
    const { page, close } = await openLab(browser, example);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await page.locator('.printed').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    const printed = page.locator('.printed');
    expect(await printed.isVisible()).toBe(true);
    const told = await printed.textContent();
    expect(told).toContain('bowl condition 10 rotation 30 start [-4.3,-0.6] · update 60 of 60');
    expect(told).toContain('momentum learningRate 0.02');
    expect(told).toContain(linkHash(example));
    expect(await page.locator('.transport').isVisible()).toBe(false);
    await close();
  });

  it.each(['light', 'dark'] as const)('has no fault that axe knows: %s', async (colorScheme) => {
    const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
    const { page, close } = await openLab(browser, open, { colorScheme });
    await page.getByText('For teachers').click();
    await page.evaluate(axe);
    const { violations } = await page.evaluate<{
      violations: { id: string; nodes: { html: string }[] }[];
    }>('axe.run()');
    expect(
      violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) })),
    ).toEqual([]);
    await close();
  });

  it.each([390, 320])('has room on %i px', async (width) => {
    const { page, close } = await openLab(browser, open, {
      viewport: { width, height: 700 },
      hasTouch: true,
      isMobile: true,
    });
    await page.getByText('For teachers').tap();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await close();
  });
});
