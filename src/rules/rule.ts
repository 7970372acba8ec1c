import { belowOne, nonNegative, readOptions, share, type Range } from '../shared/options.ts';
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

/** What options of these names must satisfy; all others at least 0, unless the rule says otherwise. */
export const usualRanges: Readonly<Record<string, Range>> = {
  momentum: share,
  decay: belowOne,
  rho: belowOne,
  beta1: belowOne,
  beta2: belowOne,
};

/**
 * Makes an update rule. `update` is pure: it gets the weight `w`, its gradient `g`, the rate `lr` and the count `t` of
 * this weight's updates from 1, the slots by name, and the options; it returns the next weight and every slot.
 * @param written `slots` default to none; `ranges` are needed only where an option's range is not the usual one of its
 * name; `otherNames` to none; `start` gives the slots that do not start as zeros; `evaluationWeight` defaults to the weight itself
 */
export function rule<O extends Hyper, const S extends string = never>(
  written: Pick<Rule<O, S>, 'defaults' | 'update'> &
    Partial<Pick<Rule<O, S>, 'slots' | 'otherNames' | 'start' | 'evaluationWeight'>> & {
      readonly ranges?: { readonly [K in keyof O]?: Range };
    },
): Rule<O, S> {
  const { slots = [], defaults, ranges, otherNames = {}, start = () => ({}), update } = written;
  const { evaluationWeight = (w: Elementwise) => w } = written;
  const all = Object.keys(defaults).map((name) => [name, usualRanges[name] ?? nonNegative]);
  return {
    slots,
    defaults,
    ranges: { ...(Object.fromEntries(all) as Rule<O, S>['ranges']), ...ranges },
    otherNames,
    start,
    evaluationWeight,
    update,
  };
}

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
