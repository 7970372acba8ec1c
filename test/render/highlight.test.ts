import { expect, it } from 'vitest';
import { highlighter } from '../../src/render/highlight.ts';

const text = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

const code = 'const a = "<b>"; // & so on\nreturn f(a);';

it('code keeps every letter, whatever language it is in', async () => {
  const highlight = await highlighter();
  for (const language of ['ts', 'sh', 'unheard-of', undefined]) {
    expect(text(highlight(code, language))).toBe(code);
  }
});

it('keywords, functions, strings and comments are told apart', async () => {
  const kinds = (await highlighter())(code, 'ts').match(/(?<=class=")[a-z]+/g);
  expect([...new Set(kinds)].toSorted()).toEqual(['comment', 'function', 'keyword', 'string']);
});

it('a long line is coloured to its end, however slow the machine', async () => {
  const line = `${'if (a) b = "c" + d(e); '.repeat(400)}return`;
  expect((await highlighter())(line, 'ts')).toMatch(/<span class="keyword">return<\/span>$/);
});
