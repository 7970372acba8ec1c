import { shown, UsageError } from './errors.ts';
import { didYouMean } from './nearest.ts';
import { otherName } from './other-names.ts';

/** What a number must satisfy, and the words that say so after "must be". */
export interface Range {
  readonly says: string;
  holds(value: number): boolean;
  /** Whether no schedule can give the number, because state depends on its staying the same. Default false. */
  readonly isConstant?: boolean;
}

/** Greater than 0. */
export const positive: Range = { says: 'greater than 0', holds: (value) => value > 0 };
/** 0 or more. */
export const nonNegative: Range = { says: 'at least 0', holds: (value) => value >= 0 };
/** A decay of a running average: 0 <= value < 1. */
export const belowOne: Range = {
  says: 'at least 0 and below 1',
  holds: (value) => value >= 0 && value < 1,
};
/** A share: 0 <= value <= 1. */
export const share: Range = {
  says: 'at least 0 and at most 1',
  holds: (value) => value >= 0 && value <= 1,
};
/** A whole number, 0 or more. */
export const wholeNumber: Range = {
  says: 'a whole number of at least 0',
  holds: (value) => Number.isInteger(value) && value >= 0,
};
/** A whole number, 1 or more. */
export const count: Range = {
  says: 'a whole number of at least 1',
  holds: (value) => Number.isInteger(value) && value >= 1,
};
/** A whole number, 2 or more. */
export const several: Range = {
  says: 'a whole number of at least 2',
  holds: (value) => Number.isInteger(value) && value >= 2,
};
/** At most as large as another option of that name. */
export const atMost = (name: string, limit: number): Range => ({
  says: `at most ${name} (${limit})`,
  holds: (value) => value <= limit,
});
/** Any finite number. */
export const anyNumber: Range = { says: 'a finite number', holds: () => true };

/** @throws UsageError `who: name must be ..., got value` unless `value` is a finite number within `range` */
export function checkNumber(who: string, name: string, value: unknown, range: Range): number {
  if (typeof value !== 'number') {
    throw new UsageError({ who, rule: `${name} must be a number`, got: shown(value) });
  }
  const holds = range.holds(value);
  if (holds && Number.isFinite(value)) return value;
  const says = holds ? anyNumber.says : range.says;
  throw new UsageError({ who, rule: `${name} must be ${says}`, got: value });
}

/** How one option is read: by its range (a number), by its choices (a word), or by a check of its own. */
export type OptionRule = Range | readonly string[] | OptionCheck;

/** Gives the value as it is to be used. @throws UsageError for one that will not do */
export type OptionCheck = (who: string, name: string, value: unknown) => unknown;

/** An option that is taken as it is where it `holds`, and refused otherwise: it must be what `says` says. */
export function must(says: string, holds: (value: unknown) => boolean): OptionCheck {
  return (who, name, value) => {
    if (holds(value)) return value;
    throw new UsageError({ who, rule: `${name} must be ${says}`, got: shown(value) });
  };
}

/** A list of one or more, each of which `holds`. */
export const mustList = (
  says: string,
  holds: (one: unknown, i: number, all: readonly unknown[]) => boolean,
): OptionCheck =>
  must(says, (value) => Array.isArray(value) && value.length > 0 && value.every(holds));

/** Whether a value is an object with a name, as specs are. */
export const isNamed = (value: unknown): boolean =>
  typeof (value as { name?: unknown } | null)?.name === 'string';

/** A function, whatever it takes. */
export const aFunction = /* @__PURE__ */ must('a function', (value) => typeof value === 'function');

/** A list of one or more whole numbers of at least 1, each larger than the one before: the milestones of a schedule. */
export const risingCounts = /* @__PURE__ */ must(
  'a list of rising whole numbers of at least 1',
  (value) => {
    const rises = (list: readonly unknown[]) =>
      list.every(
        (one, i) => Number.isInteger(one) && (one as number) > ((list[i - 1] as number) ?? 0),
      );
    return Array.isArray(value) && value.length > 0 && rises(value);
  },
);

/**
 * The options object `given`, checked against `rules` and filled up from `defaults`.
 * For an unknown option that other libraries have, `otherNames` says which of ours it is, or in a sentence where it went.
 * An option whose default is a boolean takes booleans and needs no rule; one whose default is written as undefined may be left out.
 * @throws UsageError for something that is not an options object, an unknown or missing option, a wrong type, a value out of range
 */
export function readOptions<T extends object>(
  who: string,
  given: unknown,
  rules: Readonly<Record<string, OptionRule>>,
  defaults: { readonly [K in keyof T]?: T[K] | undefined },
  otherNames: Readonly<Record<string, string>> = {},
): T {
  const names = [...new Set([...Object.keys(rules), ...Object.keys(defaults)])];
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    const example = names[0] ?? 'name';
    throw new UsageError({
      who,
      rule: `options must be an object such as { ${example}: ... }`,
      got: shown(given),
    });
  }
  const values = given as Record<string, unknown>;
  for (const name of Object.keys(values)) {
    if (names.includes(name)) continue;
    throw new UsageError({
      who,
      rule: `unknown option "${name}"`,
      remedy: otherName(name, names, otherNames) ?? didYouMean(name, names),
    });
  }
  const read: Record<string, unknown> = {};
  for (const name of names) {
    const value = values[name] ?? (values[name] === null ? null : defaults[name as keyof T]);
    if (value === undefined && Object.hasOwn(defaults, name)) continue;
    if (value === undefined) throw new UsageError({ who, rule: `${name} is missing` });
    read[name] = readOption(who, name, value, rules[name], defaults[name as keyof T]);
  }
  return read as T;
}

function readOption(
  who: string,
  name: string,
  value: unknown,
  rule: OptionRule | undefined,
  standard: unknown,
): unknown {
  if (typeof standard === 'boolean') {
    if (typeof value === 'boolean') return value;
    throw new UsageError({ who, rule: `${name} must be true or false`, got: shown(value) });
  }
  if (typeof rule === 'function') return rule(who, name, value);
  if (Array.isArray(rule)) {
    if (rule.includes(value)) return value;
    throw new UsageError({
      who,
      rule: `${name} must be one of ${rule.join(', ')}`,
      got: shown(value),
    });
  }
  return checkNumber(who, name, value, (rule as Range | undefined) ?? anyNumber);
}
