import type { GivenHints } from '../workbook/hints.ts';
import { inline } from './inline.ts';
import { wrapped } from './text.ts';
import { paint } from './paint.ts';

/** Hints as lines: the new one last, with its number; after the last of all, what else can be done. */
export function hintLines({ given, of }: GivenHints, width: number): string[] {
  const lines = given.flatMap((hint, i) => {
    const title = `hint ${i + 1} of ${of}`;
    const latest = i === given.length - 1;
    return [
      ...(i === 0 ? [] : ['']),
      latest ? paint(title, 'bold', 'yellow') : paint(title, 'dim'),
      ...wrapped(inline(hint), width, '  '),
    ];
  });
  const on = 'That was the last hint. To leave it for later: npx downhill learn <lesson>';
  return given.length === of ? [...lines, '', ...wrapped(on, width)] : lines;
}
