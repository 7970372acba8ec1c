import { plainText } from '../grading/index.ts';

/** Text set `indent` columns in and broken at spaces into lines of at most `width`; a word that is longer is cut where it must be. */
export function setLines(text: string, indent: number, width: number): string {
  const most = Math.max(20, width - indent);
  return tabless(text)
    .split('\n')
    .flatMap((line) => broken(line, most))
    .map((line) => (' '.repeat(indent) + line).trimEnd())
    .join('\n');
}

/** Plain text whose length is its width. */
export const tabless = (text: string) => plainText(text).replaceAll('\t', '  ');

function broken(line: string, most: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > most) {
    const space = rest.lastIndexOf(' ', most);
    // A space among the first ones is the line's own indentation.
    const at = space < 0 || rest.slice(0, space).trim() === '' ? most : space;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...lines, rest];
}
