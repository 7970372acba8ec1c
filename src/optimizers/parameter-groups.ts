import type * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';
import {
  checkNumber,
  nonNegative,
  readOptions,
  wholeNumber,
  type OptionRule,
} from '../shared/options.ts';
import { plainOption, type LearningRate } from './scheduled.ts';

/**
 * Which variables a group holds: those whose name contains `name` (`block_1` is not in `block_10/kernel`: a number counts
 * as a whole) and whose rank lies between `minRank` and `maxRank`, or those that a function picks (such a group cannot be
 * saved in a model file).
 */
export type Where =
  | { readonly name?: string; readonly minRank?: number; readonly maxRank?: number }
  | ((variable: tf.Variable) => boolean);

/** Variables with options of their own; the first group that holds a variable decides. */
export interface ParameterGroup {
  readonly where: Where;
  /** Leaves the group's variables and their state as they are. Default false. */
  readonly frozen?: boolean;
  /** Multiplies the learning rate. Default 1. */
  readonly rateFactor?: number;
  /** Replaces the optimizer's own learning rate. */
  readonly learningRate?: LearningRate;
  /** Any among the rule's own options: a number or a schedule. */
  readonly [option: string]: unknown;
}

/** A checked `where`, or one of a config. @throws UsageError for one that is none, or that holds no variable */
export const readWhere = (who: string, name: string, given: unknown): Where => {
  const value = unescaped(given);
  if (typeof value === 'function') return value;
  if (typeof value === 'object' && value !== null && !isPlain(value)) {
    const rule = `${name} must be { name, minRank, maxRank } or a function`;
    const got = value instanceof RegExp ? String(value) : shown(value);
    throw new UsageError({ who, rule, got, remedy: byFunction(value) });
  }
  const text: OptionRule = (at, key, one) => {
    if (typeof one === 'string') return one;
    throw new UsageError({
      who: at,
      rule: `${key} must be a part of a variable's name`,
      got: one instanceof RegExp ? String(one) : shown(one),
      remedy: byFunction(one),
    });
  };
  const where = readOptions<Exclude<Where, (variable: tf.Variable) => boolean>>(
    `${who}: ${name}`,
    value,
    { name: text, minRank: wholeNumber, maxRank: wholeNumber },
    { name: undefined, minRank: undefined, maxRank: undefined },
  );
  const { minRank = 0, maxRank } = where;
  if (maxRank !== undefined) {
    const says = `at least minRank (${minRank})`;
    checkNumber(`${who}: ${name}`, 'maxRank', maxRank, { says, holds: (rank) => rank >= minRank });
  }
  return where;
};

/** How to pick variables by a pattern. */
const byFunction = (value: unknown): string =>
  `write where: (variable) => ${value instanceof RegExp ? value : '/^dense/'}.test(variable.name)`;

/**
 * Checked copies of `groups`.
 * @param rules how the rule's own options are read
 * @throws UsageError for something that is not a list of groups, or a bad option in one
 */
export function readGroups(
  who: string,
  groups: unknown,
  rules: Readonly<Record<string, OptionRule>>,
): readonly ParameterGroup[] {
  if (!Array.isArray(groups)) {
    throw new UsageError({ who, rule: 'groups must be a list', got: shown(groups) });
  }
  const optional = Object.fromEntries(Object.keys(rules).map((name) => [name, undefined]));
  return groups.map((group: unknown, i) => {
    // tfjs adds `customObjects` to every config that it loads.
    const { customObjects: _, ...given } = Object(group) as Record<string, unknown>;
    return readOptions<ParameterGroup>(
      `${who}: groups[${i}]`,
      given,
      {
        where: readWhere,
        rateFactor: nonNegative,
        ...rules,
      },
      { ...optional, frozen: false, rateFactor: 1 },
      { params: 'where' },
    );
  });
}

/** Whether the group holds the variable. */
export function holds({ where }: ParameterGroup, variable: tf.Variable): boolean {
  if (typeof where === 'function') return where(variable);
  const { name = '', minRank = 0, maxRank = Infinity } = where;
  return contains(variable.name, name) && variable.rank >= minRank && variable.rank <= maxRank;
}

/** Whether `part` is in `name`, and cuts no number in two. */
function contains(name: string, part: string): boolean {
  const cuts = (at: number) => /^\d\d$/.test(name.slice(at - 1, at + 1));
  for (let at = name.indexOf(part); at >= 0; at = name.indexOf(part, at + 1)) {
    if (part === '' || !(cuts(at) || cuts(at + part.length))) return true;
  }
  return false;
}

/** The groups as plain data. @throws UsageError for a group that a function picks */
export function groupConfigs(who: string, groups: readonly ParameterGroup[]): object[] {
  return groups.map(({ where, ...options }, i) => {
    const plain = Object.entries(options).map(([name, one]) => [name, plainOption(one)]);
    return { where: whereConfig(who, `groups[${i}].where`, where), ...Object.fromEntries(plain) };
  });
}

/** `where` as plain data. @param name of the option @throws UsageError for a function */
export function whereConfig(who: string, name: string, where: Where): tf.serialization.ConfigDict {
  if (typeof where !== 'function') return escaped(where);
  throw new UsageError({
    who,
    rule: `${name} is a function, which cannot be saved`,
    remedy: 'use { name, minRank, maxRank }',
  });
}

// Loading a model, tfjs turns every string of a config into camelCase: "dense_1" would come back as "dense1".
function escaped(
  one: Exclude<Where, (variable: tf.Variable) => boolean>,
): tf.serialization.ConfigDict {
  if (one.name === undefined) return { ...one };
  return { ...one, name: one.name.replaceAll('%', '%25').replaceAll('_', '%5F') };
}

function unescaped(one: unknown): unknown {
  if (typeof one !== 'object' || one === null || !isPlain(one)) return one;
  const { customObjects: _, ...rest } = one as Record<string, unknown>;
  if (typeof rest['name'] !== 'string') return rest;
  return { ...rest, name: rest['name'].replaceAll('%5F', '_').replaceAll('%25', '%') };
}

/** Whether spreading it loses nothing: a list, a pattern or a map would become an empty object, which holds everything. */
function isPlain(one: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(one);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
