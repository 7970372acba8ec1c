import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { mapLines, progressLines } from '../../src/cli/map-lines.ts';
import { outlines } from '../../src/course/outline.ts';
import { noProgress } from '../../src/lab/progress.ts';
import { standings } from '../../src/workbook/standing.ts';

it.each([30, 40, 58, 80])('shows the course within %i columns', async (width) => {
  const all = standings(await outlines(), noProgress);
  const progress = progressLines(all, width).map(stripVTControlCharacters);
  expect(progress.join(' ')).toMatch(/^░{24} 0 of \d+ lessons, 0 of \d+ exercises$/);
  const lines = mapLines(all, Math.max(40, width)).map(stripVTControlCharacters);
  expect(Math.max(...progress.map((line) => line.length))).toBeLessThanOrEqual(width);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.max(40, width));
});
