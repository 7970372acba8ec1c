import * as rules from '../rules/index.ts';
import { UsageError } from '../shared/errors.ts';
import * as options from '../shared/options.ts';

/** What the files of rules import, by name: what it is imported from does not matter. */
export const namesForRules: Readonly<Record<string, unknown>> = {
  ...rules,
  ...options,
  UsageError,
};
