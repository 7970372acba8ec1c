import { stripVTControlCharacters } from 'node:util';
import { withoutCommands } from '../shared/log-commands.ts';

/**
 * What a stranger's file said, made safe to show: no colour or cursor codes, no control characters but tab and line
 * break, nothing that turns the direction of writing, nothing that XML forbids, no command to a build service.
 * @param most characters kept, default all; what is cut is marked
 */
export function plainText(text: string, most = Infinity): string {
  const clean = withoutCommands(visible(stripVTControlCharacters(text.replaceAll(/\r\n?/g, '\n'))));
  return clean.length > most ? `${visible(clean.slice(0, most - cut.length))}${cut}` : clean;
}

const cut = ' ... (cut)';

/** Halves of surrogate pairs, which a cut leaves too, are no characters. */
const visible = (text: string) =>
  text.replaceAll(
    /(?![\t\n])[\p{Control}\p{Bidi_Control}\p{Surrogate}\p{Noncharacter_Code_Point}]/gu,
    '',
  );
