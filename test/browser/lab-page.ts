import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { linkHash, type LabState } from '../../src/lab/link.ts';

const found = [
  process.env['CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => path !== '' && existsSync(path));

/** Why these tests are skipped here; undefined where there is a browser. */
export const noBrowser = found
  ? undefined
  : 'no Chromium here (Debian: chromium; elsewhere set CHROMIUM to its program)';

/** The system's browser. @param more arguments that it is started with */
export async function startBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: found as string,
    // A container has no room for the sandbox's namespaces.
    args: ['--no-sandbox', ...more],
  });
}

/** The page as `npm run build` made it. */
export const address = pathToFileURL('dist/lab.html').href;

/** A page of its own, at a state or at the beginning; what went wrong in it, and what it asked for, are noted. */
export async function openLab(
  browser: Browser,
  state?: LabState | string,
  options: BrowserContextOptions = {},
): Promise<LabPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const asked: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  const hash = typeof state === 'object' ? linkHash(state) : (state ?? '');
  await page.goto(`${address}${hash}`);
  await page.locator('h1').waitFor();
  return { page, asked, errors, close: () => context.close() };
}

export interface LabPage {
  readonly page: Page;
  readonly asked: readonly string[];
  readonly errors: readonly string[];
  readonly close: () => Promise<void>;
}

/** What the page hands out for download at a press of that button. */
export async function saved(page: Page, button: string): Promise<Buffer> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return readFile(await (await waiting).path());
}

/** Where the page says that it is, changes of its history included. */
export async function addressOf(page: Page): Promise<string> {
  return page.evaluate(() => location.href);
}
