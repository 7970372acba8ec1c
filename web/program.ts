import type { LabExercise } from './exercises.ts';

/** The file as the command would check it. */
export function wholeFile({ text }: Pick<LabExercise, 'text'>, own: string): string {
  return `${text.before}${own}${text.after}`;
}

/** What of an exercise its program is made of. */
type Written = Pick<LabExercise, 'text' | 'code'>;

/** The file without imports, exports and types; where types are declared and nowhere used, every line where it was. */
export function program({ text, code = text }: Written, own: string): string {
  return `${code.before}${own}${code.after}`
    .replaceAll(/^(?:import|export type) [^;]*;$/gm, (lines) => lines.replaceAll(/[^\n]/g, ''))
    .replaceAll(/^export /gm, '');
}

/** Lines by which the reader's region stands lower in the file than in the program. */
export function shift({ text, code = text }: Written): number {
  const lines = ({ before }: { readonly before: string }) => before.split('\n').length;
  return lines(text) - lines(code);
}
