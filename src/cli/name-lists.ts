import { wrapped } from './text.ts';

/** Lists of names for the help of a command, each under its heading. */
export function nameLists(lists: Readonly<Record<string, readonly string[]>>): string {
  const parts = Object.entries(lists).flatMap(([heading, names]) => [
    `\n${heading}:`,
    ...wrapped(names.join(', '), 80, '  '),
  ]);
  return parts.join('\n');
}
