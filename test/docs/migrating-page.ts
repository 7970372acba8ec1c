import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import * as downhill from '../../src/index.ts';

const page = readFileSync(new URL('../../docs/migrating.md', import.meta.url), 'utf8');

/** The part of docs/migrating.md under a heading. */
export const under = (heading: string): string =>
  page.split(`### ${heading}\n`)[1]?.split('\n##')[0] ?? '';

/** The code in the second column of a row, where the first one holds `there`. */
export function codeIn(there: string, within = page): string {
  const lines = within.split('\n');
  const row = lines.find((line) => line.startsWith('|') && line.includes(there)) ?? '';
  return /^\|[^|]*\| *`([^`]+)`/.exec(row)?.[1] ?? '';
}

/** What a piece of code makes, with all that the package exports. */
export function made(code: string): unknown {
  expect(code).not.toBe('');
  // oxlint-disable-next-line typescript/no-implied-eval -- the code of our own page
  const read = new Function(...Object.keys(downhill), `return ${code};`);
  return read(...Object.values(downhill));
}

/** What the second column of a row makes. */
export const madeBy = (there: string, within?: string): unknown => made(codeIn(there, within));
