import { shown, UsageError } from '../shared/errors.ts';
import { didYouMean } from '../shared/nearest.ts';
import type { OptionRule } from '../shared/options.ts';

/** What of the live page a link can hide. */
export const locks = [
  'views',
  'landscape',
  'conditions',
  'start',
  'rules',
  'rates',
  'options',
  'tuning',
  'schedule',
  'share',
] as const;

export type Lock = (typeof locks)[number];

/** A list of such names. @throws UsageError that names the nearest */
export const lockRule: OptionRule = (who, name, value) => {
  if (!Array.isArray(value)) {
    throw new UsageError({ who, rule: `${name} must be a list of names`, got: shown(value) });
  }
  const names: readonly unknown[] = locks;
  const unknown = value.find((one: unknown) => !names.includes(one)) as unknown;
  if (unknown === undefined) return value;
  throw new UsageError({
    who,
    rule: `${name}: nothing called ${shown(unknown)} can be hidden`,
    remedy: didYouMean(String(unknown), locks),
  });
};
