import { paint, type Style } from './paint.ts';

/** A piece of a line, in one style. */
export interface Span {
  readonly text: string;
  readonly style?: Style | undefined;
}

/** A line of a screen, before it is known whether it may have colours. */
export type Line = readonly Span[];

/** Lines as the terminal shows them. */
export function painted(lines: readonly Line[]): string[] {
  return lines.map((line) =>
    line.map(({ text, style }) => (style === undefined ? text : paint(text, style))).join(''),
  );
}
