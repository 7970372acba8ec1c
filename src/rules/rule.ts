import { shown, UsageError } from '../shared/errors.ts';
import {
  aFunction,
  anyNumber,
  belowOne,
  must,
  nonNegative,
  readOptions,
  share,
  type OptionRule,
  type Range,
} from '../shared/options.ts';
import type { Elementwise, Next, Slots, Step } from './elementwise.ts';

/** A rule's numbers by name, of which each rule has at least a rate. */
export interface Hyper {
  readonly learningRate: number;
  readonly [option: string]: number;
}

/** What a rule's slots are made from before its first update: the weight, and as many zeros. */
export interface Start {
  readonly w: Elementwise;
  readonly zeros: Elementwise;
}

/**
 * An update rule as a value: its state, its options and its arithmetic, which knows no tensors.
 * @typeParam O its options
 * @typeParam S the names of its slots
 */
export interface Rule<O extends Hyper = Hyper, S extends string = string> {
  /** Names of the state arrays per weight. */
  readonly slots: readonly S[];
  /** Every option with its default. */
  readonly defaults: O;
  /** What each option must satisfy. */
  readonly ranges: Readonly<Record<keyof O & string, Range>>;
  /** For options that others give to a rule of this name: which option here it is, or the class that has it. */
  readonly otherNames: Readonly<Record<string, string>>;
  /** The slots that do not start as zeros, without side effects. */
  start(start: Start, hyper: O): Partial<Slots<S>>;
  /** The weight to evaluate with, without side effects; for most rules the one that is trained. */
  evaluationWeight(w: Elementwise, slots: Slots<S>, hyper: O): Elementwise;
  /** One update of one weight, without side effects: the next weight and the next slots. */
  update(step: Step, slots: Slots<S>, hyper: O): Next<S>;
}

/** What options of these names must satisfy. */
const usualRanges: Readonly<Record<string, Range>> = {
  momentum: share,
  decay: belowOne,
  rho: belowOne,
  beta1: belowOne,
  beta2: belowOne,
};

/**
 * What options with these defaults must satisfy, unless the rule says otherwise: the usual of their names, else at least 0;
 * one whose default is below 0 may be any number.
 */
export function rangesOf(defaults: object): Readonly<Record<string, Range>> {
  const ranges = Object.entries(defaults).map(([name, standard]) => {
    const others = name !== 'learningRate' && standard < 0 ? anyNumber : nonNegative;
    return [name, usualRanges[name] ?? others];
  });
  return Object.fromEntries(ranges) as Record<string, Range>;
}

/**
 * Makes an update rule. `update` is pure: it gets the weight `w`, its gradient `g`, the rate `lr` and the count `t` of
 * this weight's updates from 1, the slots by name, and the options; it returns the next weight and every slot.
 * @param written `slots` default to none; `ranges` are needed only where an option's range is not the usual one of its
 * name, nor any number where its default is below 0; `otherNames` to none; `start` gives the slots that do not start as zeros; `evaluationWeight` defaults to the weight itself
 * @throws UsageError for a part that is unknown, missing or of another kind, and a default that is out of range
 */
export function rule<O extends Hyper, const S extends string = never>(
  written: Pick<Rule<O, S>, 'defaults' | 'update'> &
    Partial<Pick<Rule<O, S>, 'slots' | 'otherNames' | 'start' | 'evaluationWeight'>> & {
      readonly ranges?: { readonly [K in keyof O]?: Range };
    },
): Rule<O, S> {
  const read = readOptions<Rule<O, S>>('rule', written, parts, {
    slots: [],
    ranges: {} as Rule<O, S>['ranges'],
    otherNames: {},
    start: () => ({}),
    evaluationWeight: (w) => w,
  });
  const ranges = { ...(rangesOf(read.defaults) as Rule<O, S>['ranges']), ...read.ranges };
  readOptions('rule: defaults', read.defaults, ranges, {});
  return { ...read, ranges };
}

const anObject = must(
  'an object',
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/** How each part of a rule that someone has written is read. */
const parts: Readonly<Record<keyof Rule, OptionRule>> = {
  slots: (who, name, value) => {
    const isName = (one: unknown, i: number, all: unknown[]) =>
      typeof one === 'string' && one !== '' && one !== 'w' && all.indexOf(one) === i;
    if (Array.isArray(value) && value.every(isName)) return value;
    throw new UsageError({
      who,
      rule: `${name} must be a list of different names, none of them w`,
      got: shown(value),
    });
  },
  defaults: (who, name, value) => {
    const given = anObject(who, name, value);
    if (Object.hasOwn(given as object, 'learningRate')) return given;
    throw new UsageError({ who, rule: `${name} must have a learningRate`, got: shown(value) });
  },
  ranges: (who, name, value) => {
    for (const [option, range] of Object.entries(anObject(who, name, value) as object)) {
      const { says, holds } = Object(range) as Partial<Range>;
      if (typeof says === 'string' && typeof holds === 'function') continue;
      const rule = `${name}.${option} must be a range such as { says: 'above 0', holds: (x) => x > 0 }`;
      throw new UsageError({ who, rule, got: shown(range) });
    }
    return value;
  },
  otherNames: anObject,
  start: aFunction,
  evaluationWeight: aFunction,
  update: aFunction,
};

/** All slots of `rule` before the first update of `w`, where `zeros` is a `w` of zeros. */
export function startSlots<O, S extends string>(
  rule: { readonly slots: readonly S[]; start(start: Start, hyper: O): Partial<Slots<S>> },
  start: Start,
  hyper: O,
): Slots<S> {
  const zeros = Object.fromEntries(rule.slots.map((slot) => [slot, start.zeros]));
  return { ...(zeros as Slots<S>), ...rule.start(start, hyper) };
}

/**
 * The options of `rule`, checked and filled up with its defaults.
 * @throws UsageError for an unknown option, a wrong type, or a number out of range
 */
export function readHyper<O extends Hyper>(
  who: string,
  { defaults, ranges }: Pick<Rule<O>, 'defaults' | 'ranges'>,
  options: Readonly<Record<string, unknown>>,
): O {
  return readOptions<O>(who, options, ranges, defaults);
}
