import * as tf from '@tensorflow/tfjs';
import { UsageError } from '../shared/errors.ts';
import {
  rangesOf,
  startSlots,
  type Elementwise,
  type Next,
  type Slots,
  type Start,
  type Step,
} from '../rules/index.ts';
import type { Range } from '../shared/options.ts';
import {
  factored,
  notFinite,
  notFiniteError,
  times,
  type Factored,
  type Transform,
} from '../transforms/transform.ts';
import type { LearningRate } from './scheduled.ts';
import { byName, readGradients, type Given, type Gradients } from './named-gradients.ts';
import { FusedPath } from './fused-path.ts';
import { OptimizerState, type Before } from './optimizer-state.ts';
import { OptimizerSettings, type GivenRate, type RuleOptions } from './optimizer-settings.ts';
import { frozen } from './frozen.ts';
import { readNext } from './read-next.ts';
import { sameValues } from './same-values.ts';
import type { SavedState, StateOf } from './saved-state.ts';
import type { NamedTensor } from './state-tensors.ts';
import { asElementwise, asTensor } from './tensor-algebra.ts';
import { asVariables, WeightSwap } from './weight-swap.ts';

/** Options that every rule has. */
export interface OptimizerConfig {
  /** Step size, at least 0: a number, or a schedule that gives one for each update. */
  learningRate: LearningRate;
}

/**
 * Everything about an optimizer that is not mathematics. Most rules are values, of which `optimizer` makes a class; a
 * class of your own extends this one, declares `className`, `slots` and `defaults`, and writes `update`, a pure
 * function. State is kept by variable name, never by position.
 * @typeParam C the rule's options
 * @typeParam S the names of its slots
 */
export abstract class Optimizer<
  C extends OptimizerConfig = OptimizerConfig,
  S extends string = never,
>
  extends tf.Optimizer
{
  /** Unique name under which a model file refers to this class. */
  static readonly className: string = 'DownhillOptimizer';
  /** Names of the state arrays per weight; each starts at zero. */
  static readonly slots: readonly string[] = [];
  /** Every option with its default. */
  static readonly defaults: OptimizerConfig = { learningRate: 0.01 };
  /**
   * What options must satisfy that have another range than the usual one of their name, which is at least 0 for most, and
   * any number where the default is below 0.
   */
  static readonly ranges: Readonly<Record<string, Range>> = {};
  /** For options that others give to such an optimizer: which of its own it is, or the class that has it. */
  static readonly otherNames: Readonly<Record<string, string>> = {};

  readonly #name: string;
  readonly #slots: readonly string[];
  readonly #settings: OptimizerSettings<C>;
  readonly #state: OptimizerState;
  readonly #swap: WeightSwap;
  readonly #fused: FusedPath;
  #skipped = 0;
  /**
   * Whether tensors that the update of a rule leaves behind are tidied up: until one leaves none, and for good once one
   * does that was trusted to leave none. The scope that it takes is a tenth of a small update's time. What a rule's first
   * update, transforms, or an update of one's own leave is tidied up always.
   */
  #tidies: boolean | 'always' = true;

  /** @throws UsageError for an unknown option, a wrong type, or a number out of range */
  constructor(options: RuleOptions<C> = {}) {
    super();
    const { className, slots, defaults, ranges, otherNames } = new.target;
    this.#name = className.replace(/^Downhill/, '');
    this.#slots = slots;
    this.#settings = new OptimizerSettings(this.#name, options, {
      defaults: defaults as C,
      ranges: { ...rangesOf(defaults), ...ranges },
      otherNames,
    });
    this.#state = new OptimizerState(this.#name, slots);
    this.#swap = new WeightSwap(this.#name);
    this.#fused = new FusedPath(this.#name, slots, this.#settings.fused, (hyper) => {
      return (step, own) => this.recorded(step, own, hyper as C);
    });
  }

  /** One update of one weight, without side effects: the next weight and the next slots. */
  protected abstract update(step: Step, slots: Slots<S>, hyper: C): Next<S>;

  /** Whether `update` is known to have no side effects and to ask for nothing but what it is given. */
  protected get isPure(): boolean {
    return false;
  }

  /**
   * `update` as a kernel records it: on arrays without values, and on an optimizer that cannot be changed, because a class
   * with fields of its own may keep in them what belongs to the update before.
   */
  protected recorded(step: Step, slots: Slots<S>, hyper: C): Next<S> {
    return this.update.call(frozen(this), step, slots, hyper);
  }

  /** The slots that do not start as `zeros`, from the weight at its first update. */
  protected start(_start: Start, _hyper: C): Partial<Slots<S>> {
    return {};
  }

  /** The weight to evaluate with, without side effects; a rule whose gradients are taken elsewhere says where it is. */
  protected evaluationWeight(w: Elementwise, _slots: Slots<S>, _hyper: C): Elementwise {
    return w;
  }

  /** The rate of the coming update. Assign a number or a schedule at any time; it holds from the next update on. */
  get learningRate(): number {
    return this.#settings.rateAt(this.iterations);
  }
  set learningRate(value: LearningRate) {
    this.#settings.learningRate = value;
  }

  /** Updates that `nonFinite: 'skip'` has left out, because a gradient held NaN or an infinity; saved with the state. */
  get skipped(): number {
    return this.#skipped;
  }

  /**
   * How the last update was made: `fused`, by one kernel for all variables, or `tensors`, by operations on tensors, with
   * the reason after a colon. Undefined before the first update.
   */
  get path(): string | undefined {
    return this.#fused.path;
  }

  /** The rates that it was given: its own, then those that groups have in place of it. */
  get rates(): readonly GivenRate[] {
    return this.#settings.rates;
  }

  /** The rate of the coming update in each parameter group, with the group's factor; 0 where the group is frozen. */
  get groupRates(): readonly number[] {
    return this.#settings.groupRatesAt(this.iterations);
  }

  /**
   * One update of every variable that has a gradient. Everything is checked before any weight moves.
   * @param gradients list or map by variable name; null and undefined entries are skipped, and their state stays as it is
   * @throws UsageError for a variable that is not registered, a gradient of another shape or type, or while swapped in
   */
  override applyGradients(gradients: Gradients): void {
    this.refuse('an update');
    const given = readGradients(this.#name, gradients, this.#settings.isFrozen);
    const known = this.#state.bind(given.variables);
    if (!this.#admits(given)) return;
    if (this.#tidies || known.includes(undefined)) this.#applyTidily(given, known);
    else if (this.#apply(given, known)) this.#tidies = 'always';
    this.incrementIterations();
  }

  #applyTidily(given: Given, known: Known): void {
    const leaves = tf.tidy(() => this.#apply(given, known));
    if (this.#tidies === 'always') return;
    this.#tidies = leaves || !this.isPure || this.#settings.transforms.length > 0;
  }

  /** Returns whether it has left tensors behind. */
  #apply(given: Given, known: Known): boolean {
    const { state } = tf.engine();
    const tensors = state.numTensors;
    const { variables, gradients, factors } = this.#transformed(given);
    this.#fused.begin(this.isPure);
    const left: Plan<C>[] = [];
    for (let i = 0; i < variables.length; i++) {
      const gradient = gradients[i];
      if (gradient === undefined) continue;
      const variable = variables[i] as tf.Variable;
      const factor = factors?.get(gradient);
      const hyper = this.#settings.of(variable, this.iterations);
      const before = known[i] ?? this.#start(variable, hyper);
      if (this.#fused.takes(before, gradient, factor, hyper)) continue;
      left.push([before, gradient, factor, hyper]);
    }
    if (left.length > 0) this.#moveAll(left);
    this.#fused.run(this.#advance);
    return state.numTensors !== tensors;
  }

  /** Whether an update is made of these gradients. @throws UsageError where they are not finite and that is to be said */
  #admits(given: Given): boolean {
    const { nonFinite } = this.#settings;
    if (nonFinite === undefined) return true;
    const names = tf.tidy(() => notFinite(byName(given)));
    if (names.length === 0) return true;
    if (nonFinite === 'throw') throw notFiniteError(this.#name, names);
    this.#skipped += 1;
    return false;
  }

  /** The gradients as the rule gets them, and what some are still to be multiplied by. */
  #transformed(given: Given): Given & { readonly factors?: Factored['factors'] } {
    const { transforms } = this.#settings;
    if (transforms.length === 0) return given;
    const last = transforms.at(-1) as Transform;
    const before = transforms.slice(0, -1).reduce((g, change) => change(g), byName(given));
    const { gradients, factors } = factored(last, before);
    return { ...given, gradients: given.variables.map(({ name }) => gradients.get(name)), factors };
  }

  readonly #advance = ({ variable }: Before, slots: readonly tf.Tensor[]): void => {
    this.#state.advance(variable, slots, [], true);
  };

  /** Makes updates by tensor operations: all are computed before a weight moves. */
  #moveAll(plans: readonly Plan<C>[]): void {
    tf.tidy(() => {
      for (const place of plans.map((plan) => this.#move(...plan))) place();
    });
  }

  /** Makes one update by tensor operations; what is returned puts it in its place. */
  #move(...[before, gradient, factor, hyper]: Plan<C>): () => void {
    const { variable, t } = before;
    const [weight, kept] = tf.tidy(() => {
      const operands = asElementwise({ w: variable, g: gradient });
      const step = { ...operands, lr: hyper.learningRate as number, t: t + 1 };
      if (factor !== undefined) step.g = times(step.g, factor);
      // A copy: an update of one's own that changes its options changes those of no other.
      const options = { ...hyper };
      const next = this.update(step, this.#slotsOf(before), options);
      const read = readNext(this.#name, next, this.#slots, variable.shape, isTensor);
      const slots = this.#slots.map((slot) => read[slot]);
      // Whoever wraps this optimizer takes a weight that keeps its data for one that was left alone.
      const w = read.w.dataId === variable.dataId ? read.w.mul(1) : sameValues(read.w);
      return [w, slots] as [tf.Tensor, tf.Tensor[]];
    });
    return () => {
      // The state goes first: a slot may be the weight as it was, and the weight may be an old slot.
      this.#state.advance(variable, kept, [variable, gradient]);
      variable.assign(weight);
    };
  }

  /** The slots as the rule gets them. */
  #slotsOf({ arrays }: Before): Slots<S> {
    return asElementwise(this.#state.named(arrays)) as Slots<S>;
  }

  /** What there is before the first update. */
  #start(variable: tf.Variable, hyper: C): Before {
    const written = {
      slots: this.#slots as readonly S[],
      start: (one: Start) => this.start(one, hyper),
    };
    const start = asElementwise({ w: variable, zeros: tf.zerosLike(variable) });
    const slots = startSlots(written, start, undefined) as Record<string, Elementwise>;
    const arrays = this.#slots.map((slot) => asTensor(slots[slot] as Elementwise));
    return { variable, t: 0, arrays, isPrivate: false };
  }

  /**
   * Puts the weights to evaluate with into the variables, until `swapOut()`; updates, saving and loading wait for that.
   * Most rules evaluate with the very weights that they train, and change nothing here.
   * @param variables those of the model, in its order; needed only where state was loaded and no update has been since
   * @throws UsageError if they are in already, or when loaded state has not met its variables
   */
  swapIn(variables: readonly tf.Tensor[] = []): void {
    this.refuse('swapIn()');
    if (variables.length > 0) this.#state.bind(asVariables(this.#name, variables));
    if (this.#state.isUnbound) {
      throw new UsageError({
        who: this.#name,
        rule: 'swapIn must be told the variables of the loaded state, such as swapIn(model.trainableWeights.map((one) => one.read()))',
      });
    }
    // A weight to evaluate with may be a slot.
    this.#state.share();
    tf.tidy(() => {
      const weights = this.#state.variables.map((variable) => {
        const hyper = this.#settings.of(variable, this.iterations);
        const { w } = asElementwise({ w: variable });
        const before = this.#state.of(variable) ?? this.#start(variable, hyper);
        const weight = this.evaluationWeight(w, this.#slotsOf(before), hyper);
        return [variable, asTensor(weight)] as const;
      });
      this.#swap.in(weights);
    });
  }

  /** Puts the trained weights back, bit for bit. @throws UsageError if they are in place */
  swapOut(): void {
    this.#swap.out();
  }

  /** @throws UsageError while the weights to evaluate with are in, naming the action that must wait */
  refuse(action: string): void {
    this.#swap.refuse(action);
  }

  /** Options as plain JSON; schedules and transforms appear as their configs. */
  override getConfig(): tf.serialization.ConfigDict {
    return this.#settings.toConfig() as tf.serialization.ConfigDict;
  }

  /** Rebuilds an optimizer from `getConfig()`, also after tfjs has written and read it in a model file. */
  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    // tfjs adds `customObjects` to every config that it loads.
    const { customObjects: _, ...options } = config;
    return new cls(options);
  }

  /**
   * Copies of the whole state for tfjs: `iter`, then per variable its count of updates and its slots.
   * The copies belong to the optimizer, because `model.save` never disposes them: they live until the next call or `dispose()`.
   */
  override async getWeights(): Promise<NamedTensor[]> {
    this.refuse('saving');
    return this.#state.toTensors(this.#counts);
  }

  /**
   * Takes in copies of what `getWeights()` gave. At the next update variables are matched by name, with or without the
   * numbers that tfjs adds to names; where no name is alike, by shape, if no two shapes are the same.
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    this.refuse('loading');
    this.#take(await this.#state.readTensors(weights));
  }

  /** The whole state as plain JSON; with it, training goes on bit for bit where it stopped. */
  async saveState(): Promise<SavedState> {
    this.refuse('saving');
    return this.#state.save(this.#counts);
  }

  /** Takes in what `saveState()` gave, matched to variables as `setWeights` does. @throws UsageError for anything else */
  loadState(saved: SavedState): void {
    this.refuse('loading');
    this.#take(this.#state.read(saved));
  }

  get #counts() {
    return { iterations: this.iterations, skipped: this.#skipped };
  }

  #take(read: StateOf<tf.Tensor>): void {
    ({ iterations: this.iterations_, skipped: this.#skipped } = this.#state.take(read));
  }

  /** Frees all state; the optimizer can be used again, from the beginning. */
  override dispose(): void {
    this.#swap.forget();
    this.#state.dispose();
    this.iterations_ = 0;
    this.#skipped = 0;
  }
}

/** An update that is left to tensor operations. */
type Plan<C> = readonly [before: Before, gradient: tf.Tensor, factor: number | undefined, hyper: C];

/** The state of the variables that an update names; undefined before the first update of one. */
type Known = readonly (Before | undefined)[];

const isTensor = (value: unknown): value is tf.Tensor => value instanceof tf.Tensor;
