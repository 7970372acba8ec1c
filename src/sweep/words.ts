import { numberText, optionText } from '../figures/index.ts';
import type { Dimension, Setting } from './space.ts';
import type { Sweep } from './sweep.ts';

/** A value of a dimension: a number, a word, or the name of a schedule. */
export function valueText(value: unknown): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return value;
  const { schedule } = (value ?? {}) as { readonly schedule?: unknown };
  return typeof schedule === 'string' ? schedule : JSON.stringify(value);
}

/** A setting in a line: `peak learning rate 0.1, weight decay 0`. */
export function settingText(space: readonly Dimension[], setting: Setting): string {
  if (space.length === 0) return 'as it is';
  return space.map(({ name }) => `${optionText(name)} ${valueText(setting[name])}`).join(', ');
}

/** Where settings are compared that were not all run to the end: `validation loss after 60 updates`. */
export function judgedText({ score, rungs }: Pick<Sweep, 'score' | 'rungs'>): string {
  const [first] = rungs;
  return first === undefined
    ? optionText(score)
    : `${optionText(score)} after ${numberText(first)} updates`;
}

/** A name as a part of a file's: letters and digits, in small ones, and single hyphens. */
export function slug(name: string): string {
  return name
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .toLowerCase();
}
