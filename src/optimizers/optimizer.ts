import * as tf from '@tensorflow/tfjs';
import {
  isSchedule,
  scheduleFromConfig,
  type Schedule,
  type ScheduleConfig,
} from '../schedules/index.ts';
import { shown, UsageError } from '../shared/errors.ts';
import {
  belowOne,
  checkNumber,
  nonNegative,
  readOptions,
  share,
  type Range,
} from '../shared/options.ts';
import type { Elementwise, Next, Slots, Step } from './elementwise.ts';
import { OptimizerState, type SavedState } from './optimizer-state.ts';

/** Options that every optimizer has. */
export interface OptimizerConfig {
  /** Step size, at least 0: a number, or a schedule that gives one for each update. */
  learningRate: number | Schedule;
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
  readonly #config: C;
  readonly #state: OptimizerState;

  /** @throws UsageError for an unknown option, a wrong type, or a number out of range */
  constructor(options: Partial<C> = {}) {
    super();
    const { className, slots, defaults, ranges } = new.target as unknown as Rule;
    this.#name = className.replace(/^Downhill/, '');
    const rules = Object.keys(defaults).map((name) => [name, ranges[name] ?? nonNegative] as const);
    this.#config = readOptions<C>(
      this.#name,
      options,
      { ...Object.fromEntries(rules), learningRate: readLearningRate },
      defaults as Partial<C>,
    );
    this.#state = new OptimizerState(this.#name, slots);
  }

  /** One update of one weight, without side effects: the next weight and the next slots. */
  protected abstract update(step: Step, slots: Slots<S>, hyper: C): Next<S>;

  /** The rule itself in any arithmetic that has the algebra: tensors, or `Float64` for a reference run. */
  next(step: Step, slots: Slots<S>): Next<S> {
    return this.update(step, slots, this.#config);
  }

  /** The rate of the coming update. Assign a number or a schedule at any time; it holds from the next update on. */
  get learningRate(): number {
    const { learningRate } = this.#config;
    if (typeof learningRate === 'number') return learningRate;
    return checkNumber(
      this.#name,
      `the schedule's rate at update ${this.iterations}`,
      learningRate(this.iterations),
      nonNegative,
    );
  }
  set learningRate(value: number | Schedule) {
    this.#config.learningRate = readLearningRate(this.#name, 'learningRate', value);
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
    const names = pairs.map(([name]) => name);
    const steps = pairs.flatMap(([name, g]) => {
      const variable = this.#registered(name);
      return g == null ? [] : [{ variable, g: this.#checkedGradient(variable, g) }];
    });
    const repeated = names.find((name, i) => names.indexOf(name) !== i);
    if (repeated !== undefined) {
      throw new UsageError(
        `${this.#name}: two gradients for variable "${repeated}"; add them up first`,
      );
    }
    this.#state.bind(names.map((name) => this.#registered(name)));
    for (const { variable } of steps) this.#state.check(variable);
    const lr = this.learningRate;
    for (const { variable, g } of steps) {
      tf.tidy(() => {
        const { t, slots } = this.#state.of(variable);
        const step = { w: asElementwise(variable), g: asElementwise(g), lr, t: t + 1 };
        const { w, ...next } = this.next(step, slots as unknown as Slots<S>) as Next<string>;
        const weight = asTensor(w as Elementwise);
        if (weight !== variable) variable.assign(weight);
        this.#state.advance(variable, next as unknown as Record<string, tf.Tensor>, [variable, g]);
      });
    }
    this.incrementIterations();
  }

  /** Options as plain JSON; a schedule appears as its config. */
  override getConfig(): tf.serialization.ConfigDict {
    const { learningRate } = this.#config;
    const rate = isSchedule(learningRate) ? learningRate.config : learningRate;
    return { ...this.#config, learningRate: rate } as unknown as tf.serialization.ConfigDict;
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

/** A rate of at least 0, a schedule, or the config of one. */
function readLearningRate(who: string, name: string, value: unknown): number | Schedule {
  if (isSchedule(value)) return value;
  if (typeof value === 'object' && value !== null && 'schedule' in value) {
    return scheduleFromConfig(value as ScheduleConfig);
  }
  if (typeof value === 'number') return checkNumber(who, name, value, nonNegative);
  throw new UsageError(`${who}: ${name} must be a number or a schedule, got ${shown(value)}`);
}

// A tensor has every method of the algebra; the types differ only in what else its operands may be.
const asElementwise = (tensor: tf.Tensor) => tensor as unknown as Elementwise;
const asTensor = (value: Elementwise) => value as unknown as tf.Tensor;
