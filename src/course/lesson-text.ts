import type { Token, Tokens } from 'marked';
import { UsageError } from '../shared/errors.ts';
import { didYouMean } from '../shared/nearest.ts';
import { lessonMarkdown, quotes, readText, type Quote, type Text } from './quote.ts';

/** The words of a lesson, as `lesson.md` holds them. */
export interface LessonText {
  /** `lessons/momentum/lesson.md` */
  readonly file: string;
  /** As it is written: what is read of it holds bounds and formats as functions. */
  readonly source: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A piece of a lesson, as a reader meets it one after another. */
export type Block =
  | { readonly kind: 'heading' | 'paragraph'; readonly text: Text }
  /** Markdown that keeps its lines: a fence, a table, a list. */
  | { readonly kind: 'verbatim'; readonly text: Text }
  | { readonly kind: 'code'; readonly id: string; readonly place: string }
  | FigureBlock
  /** Before the figure that answers it. */
  | { readonly kind: 'question'; readonly question: Question };

/** A figure and what it says. */
export interface FigureBlock {
  readonly kind: 'figure';
  readonly id: string;
  readonly title: Text;
  readonly subtitle: Text;
  readonly alt: Text;
  readonly place: string;
}

/** A question that a reader answers before they see the figure that settles it. */
export interface Question {
  /** The figure's name; with a number after it for a further question. */
  readonly id: string;
  /** One sentence that ends in a question mark. */
  readonly text: string;
  readonly choices: readonly Choice[];
  /** The figure that shows the answer. */
  readonly reveal: string;
  /** `lessons/momentum/lesson.md:31` */
  readonly place: string;
}

/** An answer, and the bound that makes it the right one. A learner's choice is remembered by its text. */
export interface Choice {
  readonly text: string;
  readonly held: Quote;
}

/** The hints of an exercise, and where they stand. */
export interface Hints {
  readonly hints: readonly string[];
  readonly place: string;
}

/**
 * Reads a `lesson.md`: a title, prose with quotes, `{{code x}}`, figures as images with their subtitle in italics below,
 * questions as quotations that end in a list of choices, `{{hints x}}` above a numbered list.
 * @param file its name, for errors
 * @throws UsageError that begins with file and line
 */
export function readLesson(
  markdown: string,
  file: string,
): LessonText & { readonly hints: Readonly<Record<string, Hints>> } {
  const [first, ...rest] = placedTokens(markdown, file);
  if (first?.token.type !== 'heading') {
    throw new UsageError({ who: `${file}:1`, rule: 'a lesson begins with its title: # The title' });
  }
  const blocks: Block[] = [];
  const hints: Record<string, Hints> = {};
  let asked: Omit<Question, 'id' | 'reveal'>[] = [];
  for (let i = 0; i < rest.length; i++) {
    const one = rest[i] as Placed;
    const figure = figureIn(one);
    const question = questionIn(one);
    if (one.token.type === 'directive') {
      const { kind, id } = one.token as Directive;
      if (kind === 'code') blocks.push({ kind, id, place: one.place });
      else if (kind === 'hints') hints[id] = { hints: hintsIn(rest[++i], one), place: one.place };
      else throw wrong(one, `unknown directive "${kind}"`, didYouMean(kind, ['code', 'hints']));
    } else if (question) asked.push(question);
    else if (figure) {
      const reveal = figure.id;
      const questions = asked.map((ask, n) => ({
        kind: 'question' as const,
        question: { ...ask, id: n === 0 ? reveal : `${reveal}-${n + 1}`, reveal },
      }));
      blocks.push(...questions, figure);
      asked = [];
    } else {
      const { type } = one.token;
      const kind = type === 'heading' || type === 'paragraph' ? type : 'verbatim';
      blocks.push({ kind, text: textIn(one, one.token.raw.trimEnd()) });
    }
  }
  if (asked[0]) {
    throw wrong(
      asked[0],
      'a question stands before the figure that answers it, and no figure follows',
    );
  }
  const title = wordsIn(first, (first.token as Tokens.Heading).text);
  return { file, source: markdown, title, blocks, hints };
}

/** A token of the lesson's own Markdown, and where it stands. */
interface Placed {
  readonly token: Token;
  readonly file: string;
  readonly line: number;
  readonly place: string;
}

type Directive = Tokens.Generic & { readonly kind: string; readonly id: string };

function placedTokens(markdown: string, file: string): readonly Placed[] {
  let line = 1;
  const placed = lessonMarkdown.lexer(markdown).map((token) => {
    const one = { token, file, line, place: `${file}:${line}` };
    line += token.raw.split('\n').length - 1;
    return one;
  });
  return placed.filter(({ token }) => token.type !== 'space');
}

function wrong(
  { place: who }: { readonly place: string },
  rule: string,
  remedy?: string,
): UsageError {
  return new UsageError({ who, rule, remedy });
}

function textIn({ file, line }: Placed, markdown: string): Text {
  return readText({ markdown, file, line });
}

/** Words that are shown before the numbers are there. */
function wordsIn(one: Placed, markdown: string): string {
  if (quotes(textIn(one, markdown)).length === 0) return markdown.trim();
  throw wrong(one, 'the title, questions and hints come before the runs, and quote no measures');
}

/** A paragraph that is an image whose address is a plain name. */
function figureIn(one: Placed): FigureBlock | undefined {
  const [image, ...below] = (one.token as Tokens.Paragraph).tokens ?? [];
  if (one.token.type !== 'paragraph' || image?.type !== 'image') return undefined;
  const { href: id, title, text: alt } = image as Tokens.Image;
  if (/[./]/.test(id)) return undefined;
  const subtitle = below.filter(({ raw }) => raw.trim() !== '');
  if (!title || alt === '' || subtitle.length > 1 || (subtitle[0]?.type ?? 'em') !== 'em') {
    throw wrong(
      one,
      `a figure stands alone, as ![alt text](${id} "title"), with its subtitle in _italics_ on the next line`,
    );
  }
  return {
    kind: 'figure',
    id,
    title: textIn(one, title),
    subtitle: textIn(one, (subtitle[0] as Tokens.Em | undefined)?.text ?? ''),
    alt: textIn(one, alt),
    place: one.place,
  };
}

/** A quotation whose last part is a list in which items end with a bound. */
function questionIn(one: Placed): Omit<Question, 'id' | 'reveal'> | undefined {
  const parts = (one.token as Tokens.Blockquote).tokens ?? [];
  const list = parts.at(-1);
  if (one.token.type !== 'blockquote' || list?.type !== 'list') return undefined;
  const { raw } = one.token;
  const read = (list as Tokens.List).items.map(({ text }) => {
    const before = raw.slice(0, raw.indexOf(text.split('\n')[0] as string));
    return textIn({ ...one, line: one.line + before.split('\n').length - 1 }, text);
  });
  if (read.every((text) => quotes(text).length === 0)) return undefined;
  const asked = parts.slice(0, -1).map(({ raw }) => raw);
  const choices = read.map((choice): Choice => {
    const [words, held, ...more] = choice;
    if (typeof words === 'string' && typeof held === 'object' && held.bound && more.length === 0)
      return { text: words.trim(), held };
    throw wrong(one, 'every choice of a question ends with its bound, as in {noise: below 0.8}');
  });
  return { text: wordsIn(one, asked.join('')), choices, place: one.place };
}

function hintsIn(list: Placed | undefined, one: Placed): readonly string[] {
  if (list?.token.type !== 'list') throw wrong(one, 'below {{hints …}} stands a numbered list');
  return (list.token as Tokens.List).items.map(({ text }) => wordsIn(list, text));
}
