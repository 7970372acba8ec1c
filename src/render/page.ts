import { Marked, Renderer, type Token, type Tokens } from 'marked';
import type { LiveData } from '../figures/packed.ts';
import { formulas, mathMl } from './formula.ts';
import { escaped, highlighter } from './highlight.ts';
import { pageStyle } from './page-style.ts';

/** What a page is made of. */
export interface PageSource {
  readonly title: string;
  readonly markdown: string;
  /** By the file name that the Markdown shows them under; they are inside the page. */
  readonly pictures?: Readonly<Record<string, PagePicture>>;
  /** Where it stands in the course; without it the page stands alone. */
  readonly course?: CoursePlace;
  /** The script that makes figures live; without it they stay pictures. */
  readonly script?: PageScript;
}

/** A script by its address from the page, or in the page itself. */
export type PageScript = { readonly address: string } | { readonly text: string };

/** A figure as a page shows it, and what it says below it. */
export interface PagePicture {
  readonly title: string;
  readonly subtitle: string;
  /** `svg` elements: one for wide screens and paper, one for phones. */
  readonly drawn: string;
  /** For the page's script. */
  readonly live?: LiveData;
}

/** An SVG file as an address that holds it, for an attribute in double quotes. */
export function inside(svg: string): string {
  const signs: Readonly<Record<string, string>> = { '"': "'", '%': '%25', '#': '%23', '&': '%26' };
  return `data:image/svg+xml,${svg.trim().replaceAll(/["%#&]/g, (sign) => signs[sign] as string)}`;
}

/** Either runs when the page has been read. */
function element(script: PageScript): string {
  return 'address' in script
    ? `<script src="${escaped(script.address)}" defer></script>`
    : `<script type="module">${script.text.trim()}</script>`;
}

/** What stands above every page of the course. */
export interface CoursePlace {
  /** Links that lead around, by their words; the first leads to the beginning. */
  readonly links: readonly (readonly [words: string, href: string])[];
  /** Which lesson this is, and of how many; absent where it is none. */
  readonly number?: number;
  readonly of?: number;
}

/**
 * One HTML page: all pictures inside, nothing fetched from anywhere but its script, if it has one, without which it reads
 * as well; light and dark as the reader has it, for wide screens, phones and paper. Links between reports point at the HTML pages beside the Markdown ones.
 */
export async function htmlPage(source: PageSource): Promise<string> {
  const { title, markdown, course, script } = source;
  const highlight = await highlighter();
  const marked = new Marked({
    gfm: true,
    extensions: [formulas(mathMl)],
    renderer: {
      heading({ depth, tokens, text }) {
        const words = this.parser.parseInline(tokens);
        // A title would rather break at its colon.
        const shown = depth === 1 ? words.replace(/: (.+)$/, ': <span>$1</span>') : words;
        return `<h${depth} id="${slug(text)}">${shown}</h${depth}>\n`;
      },
      code({ text, lang }) {
        const [, file, code = text] = /^\/\/ (\S+\/\S+)\n([^]*)$/.exec(text) ?? [];
        const label = file === undefined ? '' : `<div class="file">${escaped(file)}</div>`;
        const shown = highlight(code.trimEnd(), lang);
        return `<div class="code">${label}<pre tabindex="0"><code>${shown}</code></pre></div>\n`;
      },
      paragraph({ tokens }) {
        const [only] = tokens;
        if (tokens.length === 1 && only?.type === 'image')
          return figure(only as Tokens.Image, source);
        const way = turn(tokens);
        if (way) return way;
        return `${notes(tokens)}<p>${this.parser.parseInline(tokens)}</p>\n`;
      },
      link(token) {
        const shown = Renderer.prototype.link.call(this, token);
        return isClaim(token) ? shown.replace('<a ', '<a class="claim" ') : shown;
      },
      table({ header, rows }) {
        const cells = (row: readonly Tokens.TableCell[], tag: 'th' | 'td') =>
          row.map(({ tokens, align }, i) => {
            const name = tag === 'td' && i > 0 ? header[i]?.text : '';
            const label = name ? ` data-label="${escaped(name)}"` : '';
            const right = align === 'right' ? ' class="right"' : '';
            return `<${tag}${right}${label}>${this.parser.parseInline(tokens)}</${tag}>`;
          });
        const line = (row: readonly Tokens.TableCell[], tag: 'th' | 'td') =>
          `<tr>${cells(row, tag).join('')}</tr>`;
        const body = rows.map((row) => line(row, 'td')).join('\n');
        return `<table><thead>${line(header, 'th')}</thead>\n<tbody>${body}</tbody></table>\n`;
      },
    },
  });
  const tokens = marked.lexer(markdown);
  void marked.walkTokens(tokens, (token) => {
    if (token.type !== 'link') return;
    const link = token as Tokens.Link;
    link.href = htmlOf(link.href);
  });
  const [header, rest] = split(tokens);
  const html = (part: readonly Token[]) =>
    marked.parser(Object.assign([...part], { links: tokens.links }));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)} · downhill</title>
<style>${pageStyle}</style>${script === undefined ? '' : `\n${element(script)}`}
</head>
<body>
<a class="skip" href="#text">Skip to the text</a>
${course ? courseBar(course) : ''}<main id="text">
<header>
${html(header)}</header>
${contents(rest)}${html(rest)}</main>
</body>
</html>
`;
}

/** Reports link each other's Markdown; their pages stand beside it. */
function htmlOf(href: string): string {
  return href.replace(/^([^:]*)index\.md(?=$|#)/, '$1index.html');
}

/** The title with the line below it, and the rest. */
function split(tokens: readonly Token[]): [Token[], Token[]] {
  const filled = tokens.filter(({ type }) => type !== 'space');
  const [first, second] = filled;
  if (first?.type !== 'heading') return [[], filled];
  const below = second?.type === 'paragraph' && (second as Tokens.Paragraph).tokens;
  const count = below && below.length === 1 && below[0]?.type === 'em' ? 2 : 1;
  return [filled.slice(0, count), filled.slice(count)];
}

/** A heading's words as GitHub makes an anchor of them. */
export function slug(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

function courseBar({ links, number, of }: CoursePlace): string {
  const around = links.map(
    ([words, href]) => `<a href="${escaped(htmlOf(href))}">${escaped(words)}</a>`,
  );
  const step = (i: number) => (i + 1 === number ? '<i class="here"></i>' : '<i></i>');
  const steps =
    number === undefined || of === undefined
      ? ''
      : `<span class="steps" role="img" aria-label="Lesson ${number} of ${of}"><small>${number} of ${of}</small>${Array.from({ length: of }, (_, i) => step(i)).join('')}</span>`;
  return `<nav class="course" aria-label="Course">${around.join('')}${steps}</nav>\n`;
}

function contents(tokens: readonly Token[]): string {
  const parts = tokens.filter(
    (token): token is Tokens.Heading => token.type === 'heading' && token.depth === 2,
  );
  if (parts.length < 2) return '';
  const items = parts.map(
    ({ text }) => `<li><a href="#${slug(text)}">${escaped(text.replaceAll(/[*`$]/g, ''))}</a></li>`,
  );
  return `<nav class="contents" aria-label="On this page"><ol>${items.join('\n')}</ol></nav>\n`;
}

function figure({ href, text }: Tokens.Image, { pictures = {}, script }: PageSource): string {
  const picture = pictures[href];
  const alt = `alt="${escaped(text)}"`;
  if (!picture) return `<figure><img src="${escaped(href)}" ${alt}></figure>\n`;
  const { title, subtitle, drawn, live } = picture;
  const data = script === undefined ? undefined : live;
  return `<figure${data ? ` data-live="${data.figure.kind}"` : ''}>${drawn}${data ? inert(data) : ''}
<figcaption><b>${escaped(title)}</b> ${escaped(subtitle)}</figcaption></figure>
`;
}

/** Data that a browser keeps and does not read. */
function inert(data: object): string {
  const text = JSON.stringify(data).replaceAll('<', '\\u003c');
  return `<script type="application/json">${text}</script>`;
}

/** A paragraph of nothing but links that are called "before" and "next". */
function turn(tokens: readonly Token[]): string | undefined {
  const links = tokens.filter((token): token is Tokens.Link => token.type === 'link');
  const others = tokens.filter(({ type, raw }) => type !== 'link' && /\p{L}/u.test(raw));
  const named = links.every(({ title }) => title === 'before' || title === 'next');
  if (links.length === 0 || others.length > 0 || !named) return undefined;
  const shown = links.map(
    ({ href, title, text }) =>
      `<a class="${title}" rel="${title === 'before' ? 'prev' : 'next'}" href="${escaped(href)}"><small>${title}</small>${escaped(text.replaceAll(/^← | →$/g, ''))}</a>`,
  );
  return `<nav class="turn" aria-label="Lessons">${shown.join('')}</nav>\n`;
}

/** A measured number that leads to what was measured; its title says what it must be. */
function isClaim({ href, title }: Tokens.Link): boolean {
  return href === '#what-was-measured' && Boolean(title);
}

/** Beside a paragraph: what its numbers must be. The table of claims says the same to those who only listen. */
function notes(tokens: readonly Token[]): string {
  const claims = tokens.filter(
    (token): token is Tokens.Link => token.type === 'link' && isClaim(token as Tokens.Link),
  );
  if (claims.length === 0) return '';
  const lines = claims.map(
    ({ text, title }) => `<b>${escaped(text)}</b> must be ${escaped(title ?? '')}`,
  );
  return `<p class="note" aria-hidden="true">${lines.join('<br>')}</p>\n`;
}
