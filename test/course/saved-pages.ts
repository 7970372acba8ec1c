import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe, { type AxeResults } from 'axe-core';
import { JSDOM } from 'jsdom';
import { expect } from 'vitest';

/** What is committed is what people open. */
export const reports = fileURLToPath(new URL('../../reports/', import.meta.url));

/** Whether a lesson has a report. */
export const isSaved = (id: string): boolean => existsSync(join(reports, id, 'data.json'));

/** A file of the reports. */
export const read = (path: string): Promise<string> => readFile(join(reports, path), 'utf8');

const pages = new Map<string, Promise<JSDOM>>();

/** The page of a lesson, or `.` for that of the course; read once. */
export function page(id: string): Promise<JSDOM> {
  const found =
    pages.get(id) ??
    read(join(id, 'index.html')).then((html) => new JSDOM(html, { runScripts: 'outside-only' }));
  pages.set(id, found);
  return found;
}

/** Without a layout axe never says of a contrast that it is enough, or that it is not. Of all that it finds faults are told in full. */
const options = JSON.stringify({
  rules: { 'color-contrast': { enabled: false } },
  resultTypes: ['violations'],
  preload: false,
});

/** Has axe look at a page. */
export async function expectAccessible(id: string): Promise<void> {
  const { window } = await page(id);
  window.eval(axe.source);
  const { violations, passes } = (await window.eval(`axe.run(${options})`)) as AxeResults;
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  expect(passes.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'bypass',
      'document-title',
      'heading-order',
      'list',
      id === '.' ? 'image-alt' : 'svg-img-alt',
    ]),
  );
}
