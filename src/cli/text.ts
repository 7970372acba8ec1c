import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';

/**
 * Text as lines of at most `width` columns, each set in by `indent`, broken at spaces; a word that is longer is broken
 * where it must be. A line that is set in already stays so.
 */
export function wrapped(text: string, width: number, indent = ''): string[] {
  return text.split('\n').flatMap((line) => {
    const own = indent + (/^ */.exec(line)?.[0] ?? '').slice(0, Math.max(0, width - 8));
    return wrapAnsi(line.trim(), Math.max(8, width - own.length), { hard: true })
      .split('\n')
      .map((part) => (own + part).trimEnd());
  });
}

/** `text` with spaces behind it, or before it, up to `width` columns. */
export function filled(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'left' ? text + space : space + text;
}

/** A line cut to `width` columns, with an ellipsis where something is missing. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  const [kept = ''] = wrapAnsi(text, width - 1, { hard: true, wordWrap: false }).split('\n');
  return `${kept}…`;
}

/** Two texts at the two ends of a line; on two lines where they do not fit. */
export function spread(left: string, right: string, width: number): string[] {
  const gap = width - stringWidth(left) - stringWidth(right);
  return gap < 2 ? [left, right] : [left + ' '.repeat(gap) + right];
}

/** The width that prose is set in: a terminal's, but not so wide that lines are hard to follow. */
export function proseWidth(columns = process.stdout.columns ?? 80): number {
  return Math.min(Math.max(columns, 30), 84) - 1;
}
