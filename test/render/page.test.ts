import { describe, expect, it } from 'vitest';
import { htmlPage, slug, type PagePicture } from '../../src/render/page.ts';

const decay: PagePicture = {
  title: 'The weights fall',
  subtitle: '5 seeds · a < b',
  drawn: '<svg class="wide"></svg><svg class="phone"></svg>',
};
const page = (markdown: string, title = 'Adam') =>
  htmlPage({ title, markdown, pictures: { 'decay.png': decay } });

describe('an HTML page', () => {
  it('shows what was drawn of a figure, and says its finding', async () => {
    const html = await page('![weights "fall"](decay.png)\n\n![another](other.png)');
    expect(html).toContain('<figure><svg class="wide"></svg><svg class="phone"></svg>');
    expect(html).toContain(
      '<figcaption><b>The weights fall</b> 5 seeds · a &lt; b</figcaption></figure>',
    );
    expect(html).toContain('<figure><img src="other.png" alt="another"></figure>');
  });

  it('fetches nothing: no script, no style sheet, no font', async () => {
    const html = await page('# Adam\n\n`code` and [a paper](https://arxiv.org/abs/1412.6980)');
    expect(html).not.toMatch(/<script|<link|@import|url\(|src="http/);
  });

  it('names its script, and holds the data of what that makes live as text that no browser reads', async () => {
    const x = { label: '</script> t', scale: 'linear' as const };
    const live = { figure: { kind: 'dots' as const, x, rows: [] } };
    const source = { title: 'Adam', markdown: '![falls](decay.png)' };
    const pictures = { 'decay.png': { ...decay, live } };
    const html = await htmlPage({ ...source, pictures, script: { address: '../live.js' } });
    expect(html).toContain('<script src="../live.js" defer></script>');
    const [, data = ''] =
      /<figure data-live="dots">.*<script type="application\/json">(.*?)<\/script>/.exec(html) ??
      [];
    expect(JSON.parse(data)).toEqual(live);
    const alone = await htmlPage({ ...source, pictures, script: { text: 'enliven();\n' } });
    expect(alone).toContain('<script type="module">enliven();</script>');
    expect(alone).toContain('<figure data-live="dots">');
    expect(await htmlPage({ ...source, pictures })).not.toMatch(/<script|data-live/);
  });

  it('points at the HTML pages beside the Markdown ones, and leaves other links', async () => {
    const html = await page('[l2](../l2/index.md#turn) [all](index.md) [data](data.json)');
    expect([...html.matchAll(/<a href="([^"]+)"/g)].map(([, to]) => to)).toEqual([
      '../l2/index.html#turn',
      'index.html',
      'data.json',
    ]);
    expect(await page('[md](https://example.org/index.md)')).toContain(
      '"https://example.org/index.md"',
    );
  });

  it('escapes its title', async () => {
    expect(await page('', 'a < b & c > d')).toContain(
      '<title>a &lt; b &amp; c &gt; d · downhill</title>',
    );
  });

  it('is whole: a document type, a language, a character set, a way to fit small screens', async () => {
    const html = await page('# Adam');
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toContain('<meta charset="utf-8">');
    expect(html).toContain('name="viewport"');
    expect(html.trimEnd()).toMatch(/<\/html>$/);
  });

  it('says in each cell of a table which column it is of, for screens where rows are stacked', async () => {
    const html = await page('| a | b |\n|---|--:|\n| 1 | 2 |');
    expect(html).toContain('<tr><td>1</td><td class="right" data-label="b">2</td></tr>');
  });

  it('has the title and the line below it as its header, and its parts as contents', async () => {
    const html = await page(
      '# Adam: two\n\n*after all*\n\nText\n\n## Your turn\n\n## What `x` was',
    );
    expect(html).toContain(
      '<header>\n<h1 id="adam-two">Adam: <span>two</span></h1>\n<p><em>after all</em></p>\n</header>',
    );
    expect(html).toContain(
      '<li><a href="#your-turn">Your turn</a></li>\n<li><a href="#what-x-was">What x was</a></li>',
    );
    expect(html).toContain('<h2 id="what-x-was">');
  });

  it('names the file that code is from, and colours its words', async () => {
    const html = await page('```ts\n// src/rules/sgd.ts\nreturn a < 1;\n```');
    expect(html).toContain('<div class="file">src/rules/sgd.ts</div>');
    expect(html).toContain(
      '<pre tabindex="0"><code><span class="keyword">return</span> a <span class="keyword">&lt;</span> 1;</code></pre>',
    );
  });

  it('sets what a claimed number must be beside its paragraph', async () => {
    const html = await page('It is [9.84](#what-was-measured "9.5 to 10.3") times as high.');
    expect(html).toContain(
      '<p class="note" aria-hidden="true"><b>9.84</b> must be 9.5 to 10.3</p>',
    );
    expect(html).toContain(
      '<a class="claim" href="#what-was-measured" title="9.5 to 10.3">9.84</a>',
    );
  });

  it('shows the way to the lessons before and after', async () => {
    const html = await page('[← L1](../l1/index.md "before") · [Adam →](../adam/index.md "next")');
    expect(html).toContain(
      '<a class="before" rel="prev" href="../l1/index.html"><small>before</small>L1</a><a class="next" rel="next" href="../adam/index.html"><small>next</small>Adam</a></nav>',
    );
  });

  it('says where in the course it stands', async () => {
    const course = { links: [['downhill', '../index.md']] as const, number: 2, of: 3 };
    const html = await htmlPage({ title: 'T', markdown: '# T', course });
    expect(html).toContain(
      '<a href="../index.html">downhill</a><span class="steps" role="img" aria-label="Lesson 2 of 3"><small>2 of 3</small><i></i><i class="here"></i><i></i></span>',
    );
  });

  it('is the same every time', async () => {
    expect(await page('![x](decay.png)')).toBe(await page('![x](decay.png)'));
  });
});

// As GitHub names the headings of a Markdown file, so that a link with an anchor works in both.
it.each([
  ['What was measured', 'what-was-measured'],
  ['3. Optimizers', '3-optimizers'],
  ["Adam's `beta2`, again", 'adams-beta2-again'],
  ['Größe λ', 'größe-λ'],
])('the anchor of "%s" is %s', (words, anchor) => {
  expect(slug(words)).toBe(anchor);
});
