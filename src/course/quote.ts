import { Marked, type TokenizerExtension } from 'marked';
import { numberText } from '../figures/index.ts';
import { formulas } from '../render/formula.ts';
import { UsageError } from '../shared/errors.ts';

/** The numbers of a lesson, by name. */
export type Measures = Readonly<Record<string, number>>;

/** Where a measured number must lie; at least one side. */
export interface Bound {
  readonly above?: number;
  readonly below?: number;
}

/** A `{…}` in a lesson's words: the number of a measure, what it must be, or both. */
export interface Quote {
  /** The measure that it is about. */
  readonly measure: string;
  /** Every measure that it names, for its number or for its bound. */
  readonly names: readonly string[];
  /** The number in words; empty where the words only rest on it. */
  readonly text: (measures: Measures) => string;
  /** What the number must be; without it the quote claims nothing. */
  readonly bound?: (measures: Measures) => Bound;
  /** `lessons/momentum/lesson.md:31` */
  readonly place: string;
}

/** Words with quotes in them. */
export type Text = readonly (string | Quote)[];

/** A piece of Markdown and where it stands. */
export interface Excerpt {
  readonly markdown: string;
  readonly file: string;
  /** Of its first line. */
  readonly line: number;
}

const inline = (name: string, sign: string, written: RegExp): TokenizerExtension => ({
  name,
  level: 'inline',
  start: (source) => source.indexOf(sign),
  tokenizer(source) {
    const raw = written.exec(source)?.[0];
    return raw === undefined ? undefined : { type: name, raw };
  },
});

/** The Markdown of a lesson: GitHub's, with `{quotes}`, and `$formulas$` whose braces are their own. */
export const lessonMarkdown = new Marked({
  gfm: true,
  extensions: [
    inline('quote', '{', /^\{+[^{}\n]*\}+/),
    formulas((tex) => tex),
    {
      name: 'directive',
      level: 'block',
      start: (source) => /^\{\{/m.exec(source)?.index,
      tokenizer(source) {
        const [raw, kind, id] = /^\{\{(\w+) ([\w-]+)\}\}[ \t]*(?:\n|$)/.exec(source) ?? [];
        return raw === undefined ? undefined : { type: 'directive', raw, kind, id };
      },
    },
  ],
});

/** Tokens that are what they are: braces in them are no quotes. */
const whole = new Set(['quote', 'formula', 'codespan', 'code', 'html']);

/** Takes the quotes out of a piece of Markdown. @throws UsageError for one that is not written as a quote is */
export function readText({ markdown, file, line }: Excerpt): Text {
  const parts: (string | Quote)[] = [];
  let from = 0;
  let at = 0;
  void lessonMarkdown.walkTokens(lessonMarkdown.lexer(markdown), ({ type, raw }) => {
    const found = whole.has(type) ? markdown.indexOf(raw, at) : -1;
    if (found < 0) return;
    at = found + raw.length;
    if (type !== 'quote') return;
    const before = markdown.slice(0, found).split('\n').length - 1;
    parts.push(markdown.slice(from, found), readQuote(raw, `${file}:${line + before}`));
    from = at;
  });
  return [...parts, markdown.slice(from)].filter((part) => part !== '');
}

/** The quotes in a text. */
export function quotes(text: Text): readonly Quote[] {
  return text.filter((part) => typeof part !== 'string');
}

/**
 * A text with its numbers in place.
 * @param shown what a number becomes. Default: itself
 */
export function filled(
  text: Text,
  measures: Measures,
  shown: (number: string, quote: Quote) => string = (number) => number,
): string {
  return text.reduce<string>((said, part) => {
    if (typeof part === 'string') return said + part;
    const number = part.text(measures);
    return number === '' ? said.trimEnd() : said + shown(number, part);
  }, '');
}

/** Whether a number keeps a bound; NaN keeps none. */
export function keeps(value: number, { above = -Infinity, below = Infinity }: Bound): boolean {
  return value > above && value < below;
}

const name = /^[a-z_]\w*$/i;

function readQuote(raw: string, place: string): Quote {
  const inner = raw.slice(1, -1);
  const colon = inner.includes(': ') ? inner.indexOf(': ') : inner.length;
  const [first = '', ...rest] = inner.slice(0, colon).split(', ');
  const seen = first.startsWith('see ');
  const own = seen ? [first.slice(4), ...rest] : [first];
  const forms = seen ? [] : rest;
  const digits = forms.find((form) => /^\d+ digits?$/.test(form));
  const percent = forms.includes('in %');
  const known = forms.length === Number(digits !== undefined) + Number(percent);
  if (!own.every((one) => name.test(one)) || !known) {
    throw new UsageError({
      who: place,
      rule: 'a measure is quoted as {name}, {name, 2 digits}, {name, in %}, {name: 7 to 13} or {see name}',
      got: raw,
      remedy: 'code is quoted as {{code name}} on a line of its own',
    });
  }
  const measure = own[0] as string;
  const bound = colon < inner.length ? readBound(inner.slice(colon + 2), place) : undefined;
  return {
    measure,
    names: [...own, ...(bound?.names ?? [])],
    text: (measures) => {
      if (seen) return '';
      const value = measures[measure] as number;
      const text = numberText(percent ? 100 * value : value, digits ? parseInt(digits) : 3);
      return percent ? `${text} %` : text;
    },
    ...(bound && { bound: bound.bound }),
    place,
  };
}

/** How bounds are written, and what the numbers in them say. */
const bounds: readonly (readonly [RegExp, (a: number, b: number) => Bound])[] = [
  [/^above (.+)$/, (above) => ({ above })],
  [/^below (.+)$/, (below) => ({ below })],
  [/^(.+) to (.+)$/, (above, below) => ({ above, below })],
  // A share of the number in the middle, as theory ± 2 % is meant.
  [/^(.+) ± (.+%)$/, (middle, share) => around(middle, Math.abs(middle) * share)],
  [/^(.+) ± (.+)$/, around],
];

function around(middle: number, reach: number): Bound {
  return { above: middle - reach, below: middle + reach };
}

function readBound(text: string, place: string) {
  for (const [written, bound] of bounds) {
    const ends = written.exec(text)?.slice(1);
    if (ends === undefined || !ends.every((end) => name.test(end) || !Number.isNaN(number(end))))
      continue;
    const of = (measures: Measures, end = '') =>
      name.test(end) ? (measures[end] as number) : number(end);
    return {
      names: ends.filter((end) => name.test(end)),
      bound: (measures: Measures) => bound(of(measures, ends[0]), of(measures, ends[1])),
    };
  }
  throw new UsageError({
    who: place,
    rule: 'a bound is written as above 2, below 80 %, 7 to 13, 476 ± 2 % or with names of measures',
    got: text,
  });
}

/** A number as prose writes it: `1,000`, `−0.5`, `80 %`; NaN for anything else. */
function number(written: string): number {
  const [, digits = '', percent] = /^([-−]?[\d.,]+(?:e-?\d+)?)( ?%)?$/.exec(written) ?? [];
  const value = parseFloat(digits.replace('−', '-').replaceAll(',', ''));
  return percent === undefined ? value : value / 100;
}
