import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { widths } from '../../src/lab/net.ts';
import { netSays } from '../../web/words.ts';

/** The files of web/ that make elements. */
const views = readdirSync('web', { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.tsx'),
);

/** Words between tags, and in the attributes that are read out. */
const typed = (text: string) => [
  ...text.matchAll(/(?<=[\w"}/]>)[ \n]*[A-Za-z]{3}[^<{}=;]*(?=<\/)/g),
  ...text.matchAll(/(?<=\b(?:aria-label|title|placeholder|alt)=")[^"$]+/g),
];

describe('the words of the page', () => {
  it.each(views)('stand in one file, and none in %s', (path) => {
    expect(typed(readFileSync(`web/${path}`, 'utf8')).map(([words]) => words.trim())).toEqual([]);
  });

  it('name the net as it is', () => {
    expect(netSays.lead(widths.slice(1, -1))).toContain('hidden layers of 8 and 8 units');
  });
});
