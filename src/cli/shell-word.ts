import { plainText } from '../grading/index.ts';

/** A path or a name as it is typed in a shell, in quotes where it needs them. */
export function shellWord(word: string): string {
  return /^[\w./:@+-]+$/.test(word) ? word : `'${plainText(word).replaceAll(/['\n]/g, "'\\''")}'`;
}
