import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';
import { belowOne, nonNegative, share, type Range } from '../shared/options.ts';
import type { GradientMap } from '../transforms/index.ts';
import type { Elementwise, Next, Slots, Step } from './elementwise.ts';
import { rateAt, readLearningRate, type LearningRate } from './learning-rate.ts';
import { OptimizerState, type SavedState } from './optimizer-state.ts';
import { OptimizerSettings, type CommonOptions } from './optimizer-settings.ts';

/** Options that every rule has. */
export interface OptimizerConfig {
  /** Step size, at least 0: a number, or a schedule that gives one for each update. */
  learningRate: LearningRate;
}

/** Gradients by variable name, as a list or a map; null or undefined means "leave this variable alone". */
type Gradients = Parameters<tf.Optimizer['applyGradients']>[0];
type NamedTensor = Extract<Gradients, readonly unknown[]>[number];

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

  /** @throws UsageError for an unknown option, a wrong type, or a number out of range */
  constructor(options: Partial<C> & CommonOptions = {}) {
    super();
    const { className, slots, defaults, ranges } = new.target as unknown as Rule;
    this.#name = className.replace(/^Downhill/, '');
    this.#settings = new OptimizerSettings(this.#name, options, defaults as C, ranges);
    this.#state = new OptimizerState(this.#name, slots);
  }

  /** One update of one weight, without side effects: the next weight and the next slots. */
  protected abstract update(step: Step, slots: Slots<S>, hyper: C): Next<S>;

  /** The slots that do not start at zero, from the weight at its first update. */
  protected start(_step: Pick<Step, 'w'>, _hyper: C): Partial<Slots<S>> {
    return {};
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
   * @throws UsageError for a variable that is not registered, or a gradient of another shape or type
   */
  override applyGradients(gradients: Gradients): void {
    const pairs = Array.isArray(gradients)
      ? gradients.map(({ name, tensor }) => [name, tensor] as const)
      : Object.entries(gradients);
    const variables = new Map(pairs.map(([name]) => [name, this.#registered(name)]));
    if (variables.size < pairs.length) {
      const twice = pairs.find(([name], i) => pairs.findIndex(([other]) => other === name) < i);
      throw new UsageError(
        `${this.#name}: two gradients for variable "${twice?.[0]}"; add them up first`,
      );
    }
    const given = pairs.flatMap(([name, g]) => {
      const variable = variables.get(name) as tf.Variable;
      if (g == null || this.#settings.of(variable).frozen) return [];
      return [[name, this.#checkedGradient(variable, g)] as const];
    });
    this.#state.bind([...variables.values()]);
    for (const [name] of given) {
      const variable = variables.get(name) as tf.Variable;
      this.#state.check(variable);
      this.#rate(variable);
    }
    tf.tidy(() => {
      for (const [name, g] of this.#transformed(new Map(given))) {
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
    if (weight !== variable) variable.assign(weight as tf.Tensor);
    this.#state.advance(variable, kept, [variable, g]);
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
  override getWeights(): Promise<NamedTensor[]> {
    return this.#state.toTensors(this.iterations);
  }

  /** Takes in copies of what `getWeights()` gave. Variables are matched by name, or all by order and shape if none matches. */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    this.iterations_ = await this.#state.fromTensors(weights);
  }

  /** The whole state as plain JSON; with it, training goes on bit for bit where it stopped. */
  saveState(): Promise<SavedState> {
    return this.#state.save(this.iterations);
  }

  /** Takes in what `saveState()` gave, matched to variables as `setWeights` does. */
  loadState(saved: SavedState): void {
    this.iterations_ = this.#state.load(saved);
  }

  /** Frees all state; the optimizer can be used again, from the beginning. */
  override dispose(): void {
    this.#state.dispose();
    this.iterations_ = 0;
  }

  #registered(name: string): tf.Variable {
    const variable = tf.engine().registeredVariables[name];
    if (variable !== undefined) return variable;
    throw new UsageError(
      `${this.#name}: "${name}" is not a registered variable; a gradient's name must be the name of a tf.variable that is not disposed`,
    );
  }

  #checkedGradient(variable: tf.Variable, g: unknown): tf.Tensor {
    const who = `${this.#name}: the gradient of variable "${variable.name}"`;
    if (!(g instanceof tf.Tensor)) throw new UsageError(`${who} must be a tensor, got ${shown(g)}`);
    if (!tf.util.arraysEqual(g.shape, variable.shape)) {
      throw new UsageError(`${who} must have its shape [${variable.shape}], got [${g.shape}]`);
    }
    if (g.dtype !== 'float32' || variable.dtype !== 'float32') {
      throw new UsageError(
        `${who} must be float32 like the variable, got ${g.dtype} for ${variable.dtype}`,
      );
    }
    return g;
  }
}

// A tensor has every method of the algebra; the types differ only in what else its operands may be.
const asElementwise = (tensor: tf.Tensor) => tensor as unknown as Elementwise;
