import type { LabExercise } from './exercises.ts';

/** The file as the command would check it. */
export function wholeFile({ text }: Pick<LabExercise, 'text'>, own: string): string {
  return `${text.before}${own}${text.after}`;
}

/** The file without imports and exports, every line where it was. */
export function program(exercise: Pick<LabExercise, 'text'>, own: string): string {
  return wholeFile(exercise, own)
    .replaceAll(/^import [^;]*;$/gm, (lines) => lines.replaceAll(/[^\n]/g, ''))
    .replaceAll(/^export /gm, '');
}
