import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { pages } from '../../scripts/pages.ts';
import { docstringOf, firstSentence, tagOf } from '../../scripts/docstring.ts';
import { useBackend } from '../../src/backend/index.ts';

await useBackend('cpu');

describe('a generated page', () => {
  it.each(Object.entries(pages))('%s is what `npm run docs` writes', async (path, page) => {
    const committed = await readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
    expect(committed).toBe(await page());
  });

  it('has a row for every optimizer', async () => {
    const { optimizers } = await import('../../src/optimizers/index.ts');
    const page = await readFile(new URL('../../docs/optimizers.md', import.meta.url), 'utf8');
    const missing = Object.values(optimizers).filter(({ name }) => !page.includes(`| [${name}](`));
    expect(missing).toEqual([]);
  });
});

describe('a comment', () => {
  const doc = { path: 'src/optimizers/adam.ts', text: '', tags: { formula: 'w ← w − lr·g' } };

  it('gives its tags, and says which one is missing', () => {
    expect(tagOf('Adam', doc, 'formula')).toBe('w ← w − lr·g');
    expect(() => tagOf('Adam', doc, 'use')).toThrow(
      /Adam has no @use; .*src\/optimizers\/adam\.ts/,
    );
    expect(() => docstringOf(new Map(), 'Adam')).toThrow(/export of Adam/);
  });

  it('has a first sentence', () => {
    expect(firstSentence('One 0.5 or so. Two.')).toBe('One 0.5 or so.');
    expect(firstSentence('No stop')).toBe('No stop');
  });
});
