import type * as tf from '@tensorflow/tfjs';
import { isSchedule } from '../schedules/index.ts';
import { shown, UsageError } from '../shared/errors.ts';
import { nonNegative, readOptions, type OptionRule, type Range } from '../shared/options.ts';
import {
  isTransform,
  transformFromConfig,
  type Transform,
  type TransformConfig,
} from '../transforms/index.ts';
import { groupConfigs, holds, readGroups, type ParameterGroup } from './parameter-groups.ts';
import {
  plainOption,
  readLearningRate,
  scheduled,
  valueAt,
  type LearningRate,
  type Scheduled,
} from './scheduled.ts';
import { waysOut } from './ways-out.ts';

/** What an optimizer takes: the options of its rule, each with a default, and the common ones. */
export type RuleOptions<C> = { [K in keyof C]?: C[K] extends number ? Scheduled : C[K] } &
  // RMSProp's `decay` is another word: only where a weight decays is there something that decay acts on.
  (C extends { weightDecay: number } ? CommonOptions : Omit<CommonOptions, 'decay'>);

/** Options that every optimizer takes beside those of its rule. */
export interface CommonOptions {
  /** What happens to the gradients first, in this order (clipping, say). Default none. */
  readonly transforms?: readonly Transform[];
  /** Variables with options of their own. Default none. */
  readonly groups?: readonly ParameterGroup[];
  /**
   * What `weightDecay` acts on: `all` variables, or `kernels` alone (rank 2 or more), which spares biases and norm
   * scales. Default `all`. Only for rules that have a `weightDecay`.
   */
  readonly decay?: 'all' | 'kernels';
  /**
   * What an update does whose gradients hold NaN or an infinity: it throws and names the variables, or it is skipped and
   * counted in `skipped`, so that weights, state and schedules stay where they are. Either way costs a look at all
   * gradients. Without this option they enter the weights, as in tfjs.
   */
  readonly nonFinite?: 'throw' | 'skip';
}

/** A learning rate that an optimizer was given. */
export interface GivenRate {
  /** Where it stands among the options: `learningRate`, or `groups[0].learningRate`. */
  readonly option: string;
  /** A number or a schedule. Assign one at any time; it holds from the next update on. */
  value: LearningRate;
}

/** The options of one variable. */
export interface VariableSettings<C> {
  readonly hyper: C;
  readonly rateFactor: number;
  readonly frozen: boolean;
}

/** What a class declares about its own options. */
interface Declared<C> {
  readonly defaults: C;
  readonly ranges: Readonly<Record<string, Range>>;
  readonly otherNames: Readonly<Record<string, string>>;
}

/** An optimizer's options: read once, resolved for each variable, written as plain JSON. */
export class OptimizerSettings<C extends { learningRate: LearningRate }> {
  readonly rule: C;
  readonly transforms: readonly Transform[];
  readonly nonFinite: CommonOptions['nonFinite'];
  readonly #who: string;
  readonly #ranges: Readonly<Record<string, Range>>;
  readonly #groups: readonly ParameterGroup[];
  readonly #kernelsOnly: boolean;

  constructor(who: string, options: RuleOptions<C>, { defaults, ranges, otherNames }: Declared<C>) {
    const own: Record<string, OptionRule> = {};
    for (const name of Object.keys(defaults)) own[name] = scheduled(ranges[name] ?? nonNegative);
    const decays = 'weightDecay' in defaults;
    const read = readOptions<C & Required<CommonOptions>>(
      who,
      options,
      {
        ...own,
        transforms: readTransforms,
        groups: (at, _, value) => readGroups(at, value, own),
        nonFinite: ['throw', 'skip'],
        ...(decays && { decay: ['all', 'kernels'] }),
      },
      {
        transforms: [],
        groups: [],
        nonFinite: undefined,
        ...(decays && { decay: 'all' }),
        ...defaults,
      } as never,
      waysOut(defaults, otherNames),
    );
    this.rule = { ...defaults };
    for (const name of Object.keys(defaults) as (keyof C)[]) this.rule[name] = read[name];
    this.#who = who;
    this.#ranges = ranges;
    this.transforms = read.transforms;
    this.nonFinite = read.nonFinite;
    this.#groups = read.groups;
    this.#kernelsOnly = decays && read.decay === 'kernels';
  }

  /** The options of each variable in one update, with every schedule asked once. */
  at(update: number): (variable: tf.Variable) => VariableSettings<C> {
    const values = new Map<unknown, number>();
    const valueOf = (name: string, option: unknown) => {
      if (!isSchedule(option)) return option;
      const range = this.#ranges[name] ?? nonNegative;
      const word = name === 'learningRate' ? 'rate' : name;
      const value = values.get(option) ?? valueAt(this.#who, word, option, update, range);
      values.set(option, value);
      return value;
    };
    return (variable) => {
      const { hyper, ...rest } = this.of(variable);
      const now = Object.entries(hyper).map(([name, option]) => [name, valueOf(name, option)]);
      return { ...rest, hyper: Object.fromEntries(now) as C };
    };
  }

  /** The options of one variable as they were given, schedules among them. */
  of(variable: tf.Variable): VariableSettings<C> {
    const spared = this.#kernelsOnly && variable.rank < 2;
    const base = spared ? { ...this.rule, weightDecay: 0 } : this.rule;
    const group = this.#groups.find((one) => holds(one, variable));
    if (group === undefined) return { hyper: base, rateFactor: 1, frozen: false };
    const { where: _, frozen, rateFactor, ...own } = group;
    return {
      hyper: { ...base, ...own },
      rateFactor: rateFactor as number,
      frozen: frozen as boolean,
    };
  }

  /** The optimizer's own rate, then those that groups have in place of it. */
  get rates(): readonly GivenRate[] {
    const groups = this.#groups.map((group, i) => [`groups[${i}].learningRate`, group] as const);
    const own = groups.filter(([, { learningRate }]) => learningRate !== undefined);
    return [['learningRate', this.rule] as const, ...own].map(([option, holder]) => {
      const who = this.#who;
      return {
        option,
        get value() {
          return holder.learningRate as LearningRate;
        },
        set value(rate) {
          const held = holder as { learningRate: LearningRate };
          held.learningRate = readLearningRate(who, option, rate);
        },
      };
    });
  }

  /** What each group's variables step with: the rate that holds for them, and its factor, 0 where they are frozen. */
  get groupRates(): readonly (readonly [LearningRate, number])[] {
    return this.#groups.map(({ learningRate, frozen, rateFactor }) => {
      return [learningRate ?? this.rule.learningRate, frozen ? 0 : (rateFactor as number)] as const;
    });
  }

  toConfig(): Record<string, unknown> {
    const rule = Object.entries(this.rule).map(([name, one]) => [name, plainOption(one)] as const);
    return {
      ...Object.fromEntries(rule),
      ...(this.transforms.length > 0 && {
        transforms: this.transforms.map(({ config }) => config),
      }),
      ...(this.#groups.length > 0 && { groups: groupConfigs(this.#who, this.#groups) }),
      ...(this.#kernelsOnly && { decay: 'kernels' }),
      ...(this.nonFinite && { nonFinite: this.nonFinite }),
    };
  }
}

function readTransforms(who: string, name: string, value: unknown): readonly Transform[] {
  if (!Array.isArray(value)) {
    throw new UsageError({
      who,
      rule: `${name} must be a list such as [clipByGlobalNorm({ norm: 1 })]`,
      got: shown(value),
    });
  }
  return value.map((one: unknown) =>
    isTransform(one) ? one : transformFromConfig(one as TransformConfig),
  );
}
