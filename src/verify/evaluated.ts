import * as rules from '../rules/index.ts';
import { UsageError } from '../shared/errors.ts';
import * as options from '../shared/options.ts';

/** What the files of rules import, by name: what it is imported from does not matter. */
export const namesForRules: Readonly<Record<string, unknown>> = {
  ...rules,
  ...options,
  UsageError,
};

/** What a source in JavaScript, without imports and exports, declares under `name`. @param given what it would import */
export function evaluated(
  code: string,
  name: string,
  given: Readonly<Record<string, unknown>>,
): unknown {
  // The text is the library's own with an edit of the library's own: nothing of a stranger's runs here.
  // oxlint-disable-next-line typescript/no-implied-eval
  const make = new Function(
    ...Object.keys(given),
    `'use strict'; {${code}\nreturn ${name};\n}`,
  ) as (...values: readonly unknown[]) => unknown;
  return make(...Object.values(given));
}
