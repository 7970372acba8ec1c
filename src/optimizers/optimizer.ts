import * as tf from '@tensorflow/tfjs';
import { UsageError } from '../shared/errors.ts';
import { belowOne, nonNegative, share, type Range } from '../shared/options.ts';
import type { GradientMap } from '../transforms/index.ts';
import type { Elementwise, Next, Slots, Step } from './elementwise.ts';
import { rateAt, readLearningRate, type LearningRate } from './learning-rate.ts';
import { readGradients, registered, type Gradients } from './named-gradients.ts';
import { OptimizerState } from './optimizer-state.ts';
import { OptimizerSettings, type RuleOptions } from './optimizer-settings.ts';
import type { SavedState } from './saved-state.ts';
import type { NamedTensor } from './state-tensors.ts';
import { asVariables, WeightSwap } from './weight-swap.ts';

/** Options that every rule has. */
export interface OptimizerConfig {
  /** Step size, at least 0: a number, or a schedule that gives one for each update. */
  learningRate: LearningRate;
}

/** An optimizer class as the base sees it: what a rule declares. */
interface Rule {
  readonly className: string;
  readonly slots: readonly string[];
  readonly defaults: OptimizerConfig;
  readonly ranges: Readonly<Record<string, Range>>;
}

/**
 * Everything about an optimizer that is not mathematics. A rule extends it, declares `className`, `slots` and
 * `defaults`, and writes `update`, a pure function. State is kept by variable name, never by position.
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
  /** What each option must satisfy; a rule adds the options that only it has. */
  static readonly ranges: Readonly<Record<string, Range>> = {
    momentum: share,
    beta1: belowOne,
    beta2: belowOne,
    epsilon: nonNegative,
    weightDecay: nonNegative,
  };

  readonly #name: string;
  readonly #settings: OptimizerSettings<C>;
  readonly #state: OptimizerState;
  readonly #swap: WeightSwap;

  /** @throws UsageError for an unknown option, a wrong type, or a number out of range */
  constructor(options: RuleOptions<C> = {}) {
    super();
    const { className, slots, defaults, ranges } = new.target as unknown as Rule;
    this.#name = className.replace(/^Downhill/, '');
    this.#settings = new OptimizerSettings(this.#name, options, defaults as C, ranges);
    this.#state = new OptimizerState(this.#name, slots);
    this.#swap = new WeightSwap(this.#name);
  }

  /** One update of one weight, without side effects: the next weight and the next slots. */
  protected abstract update(step: Step, slots: Slots<S>, hyper: C): Next<S>;

  /** The slots that do not start as a `w` of zeros, from the weight at its first update. */
  protected start(_step: Pick<Step, 'w'>, _hyper: C): Partial<Slots<S>> {
    return {};
  }

  /** The weight to evaluate with, without side effects; a rule whose gradients are taken elsewhere says where it is. */
  evaluationWeight(w: Elementwise, _slots: Slots<S>, _hyper: C): Elementwise {
    return w;
  }

  /** The rule itself in any arithmetic that has the algebra: tensors, or `Float64` for a reference run. */
  next(step: Step, slots: Slots<S>, hyper: C = this.#settings.rule): Next<S> {
    return this.update(step, slots, hyper);
  }

  /** The slots before the first update of `w`, where `zeros` is a `w` of zeros. */
  startSlots(w: Elementwise, zeros: Elementwise, hyper: C = this.#settings.rule): Slots<S> {
    const { slots } = this.constructor as unknown as Rule;
    const all = Object.fromEntries(slots.map((slot) => [slot, zeros]));
    return { ...all, ...this.start({ w }, hyper) };
  }

  /** The rate of the coming update. Assign a number or a schedule at any time; it holds from the next update on. */
  get learningRate(): number {
    return rateAt(this.#name, this.#settings.rule.learningRate, this.iterations);
  }
  set learningRate(value: LearningRate) {
    this.#settings.rule.learningRate = readLearningRate(this.#name, 'learningRate', value);
  }

  /**
   * One update of every variable that has a gradient. Everything is checked before any weight moves.
   * @param gradients list or map by variable name; null and undefined entries are skipped, and their state stays as it is
   * @throws UsageError for a variable that is not registered, a gradient of another shape or type, or while swapped in
   */
  override applyGradients(gradients: Gradients): void {
    this.refuse('an update');
    const { variables, given } = readGradients(this.#name, gradients, (variable) => {
      return this.#settings.of(variable).frozen;
    });
    this.#state.bind([...variables.values()]);
    for (const name of given.keys()) {
      const variable = variables.get(name) as tf.Variable;
      this.#state.check(variable);
      this.#rate(variable);
    }
    tf.tidy(() => {
      for (const [name, g] of this.#transformed(given)) {
        tf.tidy(() => this.#step(variables.get(name) as tf.Variable, g));
      }
    });
    this.incrementIterations();
  }

  #transformed(gradients: GradientMap): GradientMap {
    return this.#settings.transforms.reduce((g, change) => change(g), gradients);
  }

  #rate(variable: tf.Variable): number {
    const { hyper, rateFactor } = this.#settings.of(variable);
    return rateFactor * rateAt(this.#name, hyper.learningRate, this.iterations);
  }

  #step(variable: tf.Variable, g: tf.Tensor): void {
    const { hyper } = this.#settings.of(variable);
    const lr = this.#rate(variable);
    const w = asElementwise(variable);
    const { t, slots } = this.#state.of(variable) ?? {
      t: 0,
      slots: this.startSlots(w, asElementwise(tf.zerosLike(variable)), hyper),
    };
    const step = { w, g: asElementwise(g), lr, t: t + 1 };
    const next = this.next(step, slots as unknown as Slots<S>, hyper);
    const { w: weight, ...kept } = next as unknown as Record<string, tf.Tensor>;
    // The state goes first: a slot may be the weight as it was, and the weight may be an old slot.
    const moved = (weight as tf.Tensor).clone();
    this.#state.advance(variable, kept, [variable, g]);
    variable.assign(moved);
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
      throw new UsageError(
        `${this.#name}: swapIn must be told the variables of the loaded state, such as swapIn(model.trainableWeights.map((one) => one.read()))`,
      );
    }
    tf.tidy(() => {
      const known = this.#state.names.flatMap((name) => registered(name) ?? []);
      const weights = known.map((variable) => {
        this.#state.check(variable);
        const { slots } = this.#state.of(variable) as { slots: object };
        const { hyper } = this.#settings.of(variable);
        const weight = this.evaluationWeight(asElementwise(variable), slots as Slots<S>, hyper);
        return [variable, weight as unknown as tf.Tensor] as const;
      });
      this.#swap.in(new Map(weights));
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
    return this.#state.toTensors(this.iterations);
  }

  /** Takes in copies of what `getWeights()` gave. Variables are matched by name, or all by order and shape if none matches. */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    this.refuse('loading');
    this.iterations_ = await this.#state.fromTensors(weights);
  }

  /** The whole state as plain JSON; with it, training goes on bit for bit where it stopped. */
  async saveState(): Promise<SavedState> {
    this.refuse('saving');
    return this.#state.save(this.iterations);
  }

  /** Takes in what `saveState()` gave, matched to variables as `setWeights` does. */
  loadState(saved: SavedState): void {
    this.refuse('loading');
    this.iterations_ = this.#state.load(saved);
  }

  /** Frees all state; the optimizer can be used again, from the beginning. */
  override dispose(): void {
    this.#swap.forget();
    this.#state.dispose();
    this.iterations_ = 0;
  }
}

// A tensor has every method of the algebra; the types differ only in what else its operands may be.
const asElementwise = (tensor: tf.Tensor) => tensor as unknown as Elementwise;
