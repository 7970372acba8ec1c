import { stripVTControlCharacters } from 'node:util';
import { paint } from '../paint.ts';

/** Lines of at most `width` visible characters, broken at spaces; a word that is longer is broken where it must be. */
export function wrapped(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words(text, Math.max(8, width - indent.length))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && shownLength(longer) > width - indent.length) {
      lines.push(indent + line);
      line = word;
    } else line = longer;
  }
  if (line !== '') lines.push(indent + line);
  return lines;
}

function words(text: string, most: number): string[] {
  return text.split(/\s+/).flatMap((word) => {
    // A coloured word is ours, and short.
    if (word.length <= most || shownLength(word) !== word.length) return word === '' ? [] : [word];
    return word.match(new RegExp(`.{1,${most}}`, 'gu')) ?? [];
  });
}

/** Characters that a terminal shows. */
export function shownLength(text: string): number {
  return stripVTControlCharacters(text).length;
}

/** A line cut to `width` characters, with an ellipsis where something is missing; for text without colours. */
export function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, Math.max(0, width - 1))}…` : text;
}

/** Two texts at the two ends of a line; on two lines where they do not fit. */
export function spread(left: string, right: string, width: number): string[] {
  const gap = width - shownLength(left) - shownLength(right);
  return gap < 2 ? [left, right] : [left + ' '.repeat(gap) + right];
}

/** Markdown inside a paragraph, as a terminal shows it. */
export function inline(markdown: string): string {
  return markdown
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/`([^`]+)`/g, (_, code: string) => paint(code, 'cyan'))
    .replaceAll(/\*\*([^*]+)\*\*/g, (_, text: string) => paint(text, 'bold'))
    .replaceAll(/(?<![*\w])[*_]([^*_\s][^*_]*)[*_](?![*\w])/g, (_, text: string) =>
      paint(text, 'italic'),
    );
}

/** The width that prose is set in: a terminal's, but not so wide that lines are hard to follow. */
export function proseWidth(columns: number | undefined): number {
  return Math.min(Math.max(columns ?? 80, 30), 84) - 1;
}
