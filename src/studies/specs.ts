import { shown, UsageError } from '../shared/errors.ts';
import type { OptionRule } from '../shared/options.ts';

/** A problem by name; its options are read where it is made. */
export const problemSpec = named('a problem such as { name: "digits" }');

/** An optimizer by name; its options are read where it is made. */
export const optimizerSpec = named('an optimizer such as { name: "sgd", learningRate: 0.1 }');

function named(says: string): OptionRule {
  return (who, name, value) => {
    if (typeof (value as { name?: unknown } | null)?.name === 'string') return value;
    throw new UsageError({ who, rule: `${name} must be ${says}`, got: shown(value) });
  };
}
