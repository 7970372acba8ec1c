import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { existsSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { syllabus } from '../../src/course/syllabus.ts';
import { isSaved, page, read, reports } from './saved-pages.ts';

const lessons = await syllabus();
const saved = lessons.filter(({ id }) => isSaved(id));

// What axe finds in them is in test/slow/course-pages.test.ts.
describe.each(['.', ...saved.map(({ id }) => id)])('the page of %s', (id) => {
  it('links only what there is, and holds its pictures', async () => {
    const { document } = (await page(id)).window;
    const named = (name: string) =>
      [...document.querySelectorAll(`[${name}]`)].map((one) => one.getAttribute(name) as string);
    // A link may lead away.
    const links = named('href').filter((to) => !to.startsWith('https://'));
    const scripts = [...document.scripts].flatMap((one) => one.getAttribute('src') ?? []);
    const pictures = [...named('src'), ...named('srcset')].filter((one) => !scripts.includes(one));
    expect(pictures.filter((one) => !one.startsWith('data:image/svg+xml,<svg '))).toEqual([]);
    const clips = [...document.querySelectorAll('[clip-path]')].map((one) =>
      one.getAttribute('clip-path')?.slice(5, -1),
    );
    expect(clips.filter((clip) => !document.getElementById(clip ?? ''))).toEqual([]);
    const missing = [...links, ...scripts].filter((to) => {
      const [path = '', anchor] = to.split('#');
      if (path !== '') return !existsSync(join(reports, id, path));
      return anchor !== undefined && document.getElementById(anchor) === null;
    });
    expect(missing).toEqual([]);
  });
});

describe('the course at a glance', () => {
  it.each(['index.md', 'index.html'])('%s names every part, lesson and finding', async (file) => {
    const page = await read(file);
    for (const { lecture, title, id } of saved) {
      expect(page).toContain(lecture);
      expect(page).toContain(title);
      expect(page).toContain(`${id}/${file}`);
    }
    const { lessons } = JSON.parse(await read('index.json')) as { lessons: { finding: string }[] };
    for (const { finding } of lessons) expect(page).toContain(finding);
  });

  it('has a picture on every card', async () => {
    const { document } = (await page('.')).window;
    const cards = [...document.querySelectorAll('.card')];
    expect(cards).toHaveLength(saved.length);
    for (const card of cards) {
      const src = card.querySelector('img')?.getAttribute('src') ?? '';
      expect(src).toMatch(/^data:image\/svg\+xml,<svg [^]+<\/svg>$/);
      // Else a browser shows a broken picture.
      const xml = decodeURIComponent(src.slice(src.indexOf(',') + 1));
      expect(() => new JSDOM(xml, { contentType: 'image/svg+xml' })).not.toThrow();
    }
  });

  it('draws an arc for every need, and says it', async () => {
    const { document } = (await page('.')).window;
    const rows = [...document.querySelectorAll('.needs li')];
    expect(rows).toHaveLength(saved.length);
    for (const [i, { position }] of saved.entries()) {
      const [row, { after }] = [rows[i] as Element, position];
      expect(row.querySelectorAll('path')).toHaveLength(after.length);
      for (const { title } of after) expect(row.textContent).toContain(title.replace(/:.*/, ''));
    }
    const diagram = await read('index.md');
    for (const { id, needs } of saved) {
      for (const need of needs) expect(diagram).toContain(`  ${need} --> ${id}\n`);
    }
  });

  it('has one table of members, each linked to the lesson that teaches it', async () => {
    const page = await read('index.md');
    for (const { id, taught } of saved) {
      for (const { member } of taught) expect(page).toMatch(new RegExp(`\\| \\[${member}\\]\\(`));
      expect(page).toContain(`](${id}/index.md)`);
    }
  });

  it('has a glossary whose terms are linked to their lessons', async () => {
    const [, glossary = ''] = (await read('index.md')).split('## Glossary');
    for (const { id, terms } of saved) {
      for (const { name } of terms) {
        const line = glossary.split('\n').find((one) => one.startsWith(`- **${name}** `));
        expect(line).toContain(`](${id}/index.md)`);
      }
    }
  });
});

describe('the pages of the course', () => {
  it('are below 10 MB, data and pictures, all together', async () => {
    const files = await readdir(reports, { recursive: true, withFileTypes: true });
    const sizes = files
      .filter((file) => file.isFile())
      .map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size);
    const all = (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0);
    expect(all).toBeLessThan(10e6);
  });

  it('lead through all lessons, from the first to the last', async () => {
    const titles = [];
    for (let id: string | undefined = saved[0]?.id; id !== undefined;) {
      const { document } = (await page(id)).window;
      titles.push(document.querySelector('h1')?.textContent);
      const next: string | null | undefined = document
        .querySelector('a[rel=next]')
        ?.getAttribute('href');
      id = next ? dirname(next).slice('../'.length) : undefined;
    }
    expect(titles).toEqual(saved.map(({ title }) => title));
  });
});
