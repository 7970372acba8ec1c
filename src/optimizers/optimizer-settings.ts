import type * as tf from '@tensorflow/tfjs';
import { isSchedule, type Schedule } from '../schedules/index.ts';
import { shown, UsageError } from '../shared/errors.ts';
import { nonNegative, readOptions, type OptionRule, type Range } from '../shared/options.ts';
import {
  isTransform,
  transformFromConfig,
  type Transform,
  type TransformConfig,
} from '../transforms/index.ts';
import type { Fused } from './fused-path.ts';
import { groupConfigs, holds, readGroups, type ParameterGroup } from './parameter-groups.ts';
import {
  plainOption,
  readLearningRate,
  scheduled,
  scheduledValue,
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
  /**
   * Whether one kernel updates all weights, to the same bits as operations on tensors would and several times as fast:
   * where it can (`auto`), never (false), or always (`require`), so that what has no kernel throws. Default `auto`.
   * The optimizer's `path` says how the last update was made.
   */
  readonly fused?: Fused;
}

/** A learning rate that an optimizer was given. */
export interface GivenRate {
  /** Where it stands among the options: `learningRate`, or `groups[0].learningRate`. */
  readonly option: string;
  /** A number or a schedule. Assign one at any time; it holds from the next update on. */
  value: LearningRate;
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
  readonly fused: Fused;
  readonly #who: string;
  readonly #ranges: Readonly<Record<string, Range>>;
  readonly #groups: readonly ParameterGroup[];
  readonly #kernelsOnly: boolean;
  /** The sets of options that are the same in every update. */
  readonly #constant = new Map<number, C>();
  /** What schedules gave for one update, and the sets of options made of it: each is asked once, whoever wants to know. */
  #now = this.#nothing(-1);

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
        fused: readFused,
        ...(decays && { decay: ['all', 'kernels'] }),
      },
      {
        transforms: [],
        groups: [],
        nonFinite: undefined,
        fused: 'auto',
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
    this.fused = read.fused;
    this.#groups = read.groups;
    this.#kernelsOnly = decays && read.decay === 'kernels';
  }

  /** The options of a variable in one update: every schedule asked once, the rate times its group's factor. */
  of(variable: tf.Variable, update: number): C {
    const shelf = this.#shelfOf(variable);
    return this.#constant.get(shelf) ?? this.#scheduled(shelf, update);
  }

  /** The rate of one update. @throws UsageError when a schedule gives something below 0 or not finite */
  rateAt(update: number): number {
    return this.#valueAt('learningRate', this.rule.learningRate, update) as number;
  }

  /** The rate of one update in each group, with the group's factor; 0 where the group is frozen. */
  groupRatesAt(update: number): readonly number[] {
    return this.#groups.map(({ learningRate, frozen, rateFactor }) => {
      const rate = learningRate ?? this.rule.learningRate;
      const factor = frozen ? 0 : (rateFactor as number);
      return factor * (this.#valueAt('learningRate', rate, update) as number);
    });
  }

  /** What an option is in one update. */
  #valueAt(name: string, option: unknown, update: number): unknown {
    if (!isSchedule(option)) return option;
    const { values } = this.#at(update);
    const range = this.#ranges[name] ?? nonNegative;
    const word = name === 'learningRate' ? 'rate' : name;
    const value = scheduledValue(
      this.#who,
      word,
      values.get(option) ?? option(update),
      update,
      range,
    );
    values.set(option, value);
    return value;
  }

  #at(update: number) {
    if (this.#now.update !== update) this.#now = this.#nothing(update);
    return this.#now;
  }

  #nothing(update: number) {
    return { update, values: new Map<Schedule, number>(), options: new Map<number, C>() };
  }

  #assign(holder: ParameterGroup | C, option: string, rate: unknown): void {
    const held = holder as { learningRate: LearningRate };
    held.learningRate = readLearningRate(this.#who, option, rate);
    this.#constant.clear();
    this.#now.options.clear();
  }

  /** A set of options in one update. */
  #scheduled(shelf: number, update: number): C {
    const { options } = this.#at(update);
    const known = options.get(shelf);
    if (known !== undefined) return known;
    const { rateFactor, ...given } = this.#given(shelf);
    const pairs = Object.entries(given).map(([name, one]) => [
      name,
      this.#valueAt(name, one, update),
    ]);
    const hyper = Object.fromEntries(pairs) as C & { learningRate: number };
    hyper.learningRate *= rateFactor;
    const isConstant = !Object.values(given).some(isSchedule);
    // Many updates share it.
    Object.freeze(hyper);
    (isConstant ? this.#constant : options).set(shelf, hyper);
    return hyper;
  }

  /** Whether updates leave a variable and its state as they are. */
  readonly isFrozen = (variable: tf.Variable): boolean =>
    this.#groups.find((one) => holds(one, variable))?.frozen ?? false;

  set learningRate(value: LearningRate) {
    this.#assign(this.rule, 'learningRate', value);
  }

  /** Which of the sets of options holds for the variable: those of its group, or of none, with or without the decay. */
  #shelfOf(variable: tf.Variable): number {
    const group = this.#groups.length && this.#groups.findIndex((one) => holds(one, variable)) + 1;
    return 2 * group + (this.#kernelsOnly && variable.rank < 2 ? 1 : 0);
  }

  /** A set of options as it was given, schedules among them. */
  #given(shelf: number): C & { readonly rateFactor: number } {
    const base = shelf % 2 === 1 ? { ...this.rule, weightDecay: 0 } : this.rule;
    const group = this.#groups[Math.floor(shelf / 2) - 1];
    if (group === undefined) return { ...base, rateFactor: 1 };
    const { where: _, frozen: __, ...own } = group;
    const set = Object.entries(own).filter(([, one]) => one !== undefined);
    return { ...base, ...Object.fromEntries(set) } as C & { rateFactor: number };
  }

  /** The optimizer's own rate, then those that groups have in place of it. */
  get rates(): readonly GivenRate[] {
    const groups = this.#groups.map((group, i) => [`groups[${i}].learningRate`, group] as const);
    const own = groups.filter(([, { learningRate }]) => learningRate !== undefined);
    return [['learningRate', this.rule] as const, ...own].map(([option, holder]) => {
      const assign = (rate: LearningRate) => this.#assign(holder, option, rate);
      return {
        option,
        get value() {
          return holder.learningRate as LearningRate;
        },
        set value(rate) {
          assign(rate);
        },
      };
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
      ...(this.fused !== 'auto' && { fused: this.fused }),
    };
  }
}

function readFused(who: string, name: string, value: unknown): Fused {
  if (value === 'auto' || value === 'require' || value === false) return value;
  throw new UsageError({
    who,
    rule: `${name} must be 'auto', 'require' or false`,
    got: shown(value),
  });
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
