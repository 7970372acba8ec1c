import { Marked, Renderer, type Tokens } from 'marked';
import { formulas, mathMl } from './formula.ts';

/** What a page is made of. */
export interface PageSource {
  readonly title: string;
  readonly markdown: string;
  /** PNGs by the file name that the Markdown refers to; they are put inside the page. */
  readonly images: Readonly<Record<string, Uint8Array>>;
}

/**
 * One self-contained HTML page: pictures inside, no script, nothing fetched. Links between reports point at the HTML
 * pages beside the Markdown ones.
 */
export function htmlPage({ title, markdown, images }: PageSource): string {
  const marked = new Marked({
    gfm: true,
    extensions: [formulas(mathMl)],
    walkTokens(token) {
      if (token.type === 'link') {
        const link = token as Tokens.Link;
        link.href = link.href.replace(/^([^:]*)index\.md$/, '$1index.html');
      }
      if (token.type === 'image') {
        const image = token as Tokens.Image;
        const png = images[image.href];
        if (png) image.href = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
      }
    },
    renderer: {
      table(token) {
        return `<div class="wide">${Renderer.prototype.table.call(this, token).trimEnd()}</div>\n`;
      },
    },
  });
  const body = marked.parse(markdown, { async: false });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · downhill</title>
<style>${style}</style>
</head>
<body>
<main>
${body}</main>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const style = `
:root { color-scheme: light dark; --ink: #1f2933; --paper: #fff; --quiet: #52606d; --line: #d9dfe5; --code: #f5f7f9; --link: #0060a0; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e7eb; --paper: #15191e; --quiet: #9aa5b1; --line: #323a43; --code: #1e242b; --link: #6fb6ea; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.65 Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, serif; }
main { max-width: 44rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; }
h1, h2, h3, th, table, summary { font-family: system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.75rem 0 .75rem; }
h3 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
a { color: var(--link); }
img { display: block; width: 100%; height: auto; margin: 1.75rem 0; border-radius: 4px; background: #fff; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: 6px; padding: .9rem 1.1rem; overflow-x: auto; line-height: 1.5; }
code { font: .86em ui-monospace, 'SF Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace; }
:not(pre) > code { background: var(--code); border-radius: 3px; padding: .1em .3em; }
.wide { overflow-x: auto; margin: 1.25rem 0; }
table { border-collapse: collapse; font-size: .87rem; line-height: 1.45; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--quiet); font-weight: 600; }
td[align=right], th[align=right] { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td img { margin: 0; min-width: 11rem; }
blockquote { margin: 1.5rem 0; padding-left: 1.1rem; border-left: 3px solid var(--line); color: var(--quiet); }
math { font-family: 'Latin Modern Math', 'STIX Two Math', 'Cambria Math', math; } math[display=block] { margin: 1rem 0; overflow-x: auto; }
details { margin: .6rem 0; } summary { cursor: pointer; font-size: .95rem; }
h1 + p em { color: var(--quiet); font-style: normal; }
`;
