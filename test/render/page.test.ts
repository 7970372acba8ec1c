import { describe, expect, it } from 'vitest';
import { htmlPage } from '../../src/render/page.ts';

const png = Uint8Array.of(137, 80, 78, 71);
const page = (markdown: string, title = 'Adam') =>
  htmlPage({ title, markdown, images: { 'decay.png': png, 'adam/decay.png': png } });

describe('an HTML page', () => {
  it('holds its pictures, each with its alternative text', () => {
    const html = page('![weights fall](decay.png)\n\n![again](adam/decay.png)');
    const data = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
    expect(html).toContain(`<img src="${data}" alt="weights fall">`);
    expect(html.match(/<img /g)).toHaveLength(2);
    expect(html).not.toMatch(/src="(?!data:)/);
  });

  it('fetches nothing: no script, no style sheet, no font', () => {
    const html = page('# Adam\n\n`code` and [a paper](https://arxiv.org/abs/1412.6980)');
    expect(html).not.toMatch(/<script|<link|@import|url\(|src="http/);
  });

  it('points at the HTML pages beside the Markdown ones, and leaves other links', () => {
    const html = page('[l2](../l2/index.md) [all](index.md) [data](data.json)');
    expect([...html.matchAll(/href="([^"]+)"/g)].map(([, to]) => to)).toEqual([
      '../l2/index.html',
      'index.html',
      'data.json',
    ]);
    expect(page('[md](https://example.org/index.md)')).toContain('"https://example.org/index.md"');
  });

  it('escapes its title', () => {
    expect(page('', 'a < b & c > d')).toContain(
      '<title>a &lt; b &amp; c &gt; d · downhill</title>',
    );
  });

  it('is whole: a document type, a language, a character set, a way to fit small screens', () => {
    const html = page('# Adam');
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toContain('<meta charset="utf-8">');
    expect(html).toContain('name="viewport"');
    expect(html.trimEnd()).toMatch(/<\/html>$/);
  });

  it('lets wide tables scroll by themselves', () => {
    const html = page('| a | b |\n|---|--:|\n| 1 | 2 |');
    expect(html).toMatch(/<div class="wide"><table>[^]*<\/table><\/div>/);
    expect(html).toContain('<td align="right">2</td>');
  });

  it('is the same every time', () => {
    expect(page('![x](decay.png)')).toBe(page('![x](decay.png)'));
  });
});
