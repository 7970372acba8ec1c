import { styleText } from 'node:util';

/** A colour or a weight. */
export type Style = Exclude<Parameters<typeof styleText>[0], readonly unknown[]>;

/** Text in colours and weights, where stdout is a terminal that wants them. */
export function paint(text: string, ...styles: readonly Style[]): string {
  const { CI, TERM } = process.env;
  if (CI !== undefined || TERM === 'dumb') return text;
  // One by one: given a list, Node 20 does not ask whether there is a terminal.
  return styles.reduce((styled, style) => styleText(style, styled), text);
}
