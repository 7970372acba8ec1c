import * as tf from '@tensorflow/tfjs';
import type { LearningRate } from '../optimizers/scheduled.ts';
import { byName, readGradients, type Gradients } from '../optimizers/named-gradients.ts';
import type { GivenRate } from '../optimizers/optimizer-settings.ts';
import { OptimizerState } from '../optimizers/optimizer-state.ts';
import { sameValues } from '../optimizers/same-values.ts';
import { disposeState } from '../optimizers/saved-state.ts';
import type { NamedTensor } from '../optimizers/state-tensors.ts';
import { readOptions, type OptionRule } from '../shared/options.ts';
import { checkSaved, joined, parted, type SavedWrapper } from './saved-wrapper.ts';
import { readWrappable, wrappableConfig, type Wrappable } from './wrappable.ts';

export interface WrapperOptions {
  /** The optimizer that is wrapped: a rule of this library, one of your own that extends `Optimizer`, or a wrapper. */
  optimizer: Wrappable;
}

/** An update that the wrapped optimizer has just made. */
export interface Done {
  /** All variables that updates have listed and that still exist. */
  readonly variables: readonly tf.Variable[];
  /** Those of them that it gave a new weight. */
  readonly moved: readonly tf.Variable[];
  /** The weights that they had before, of those for which `needsBefore` says so. */
  readonly before: ReadonlyMap<tf.Variable, tf.Tensor>;
  /** The learning rate of this update. */
  readonly lr: number;
  /** Its index, from 0. */
  readonly update: number;
}

/** What others call the options of wrappers. */
const otherNames = {
  steps: 'every',
  everyKSchedule: 'every',
  gradientAccumulationSteps: 'every',
  emaMomentum: 'decay',
  k: 'syncPeriod',
  alpha: 'slowStepSize',
  swaStart: 'from',
  swaFreq: 'every',
};

/**
 * An optimizer around an optimizer. A wrapper declares its options and slots, and adds something to each update of the
 * wrapped optimizer; rate, count of updates and state of that one show through. State is kept by variable name.
 * @typeParam O the wrapper's options
 */
export abstract class Wrapper<O extends WrapperOptions = WrapperOptions> extends tf.Optimizer {
  /** Unique name under which a model file refers to this class. */
  static readonly className: string = 'DownhillWrapper';
  /** Names of the tensors that the wrapper keeps for each weight. */
  static readonly slots: readonly string[] = [];
  /** How each option but `optimizer` is read. */
  static readonly rules: Readonly<Record<string, OptionRule>> = {};
  /** The options that may be left out, with their defaults. */
  static readonly defaults: Readonly<Record<string, unknown>> = {};

  protected readonly who: string;
  protected readonly options: Required<O>;
  protected readonly state: OptimizerState;
  /** A count that is saved with the state, for wrappers that need one. */
  protected count = 0;

  /** @throws UsageError for an unknown or missing option, a wrong type, a number out of range, an optimizer of tfjs */
  constructor(options: O) {
    super();
    const { className, slots, rules, defaults } = new.target;
    this.who = className.replace(/^Downhill/, '');
    this.options = readOptions<Required<O>>(
      this.who,
      options,
      { optimizer: readWrappable, ...rules },
      defaults as { [K in keyof O]?: Required<O>[K] },
      otherNames,
    );
    this.state = new OptimizerState(this.who, slots);
  }

  /** Whether `updated` must know the weight that the variable had before. */
  protected needsBefore(_variable: tf.Variable): boolean {
    return false;
  }

  /** What the wrapper adds to an update; runs in a tidy. */
  protected updated(_done: Done): void {}

  /** The optimizer that is wrapped. */
  get optimizer(): Wrappable {
    return this.options.optimizer;
  }

  /** The updates that the wrapped optimizer has made. */
  override get iterations(): number {
    return this.optimizer.iterations;
  }

  /** The updates that the wrapped optimizer has skipped, because a gradient held NaN or an infinity. */
  get skipped(): number {
    return this.optimizer.skipped;
  }

  /** Whether the wrapped optimizer takes its gradients elsewhere than where the weights are. */
  get looksElsewhere(): boolean {
    return this.optimizer.looksElsewhere ?? false;
  }

  /** How the wrapped optimizer made its last update: by a kernel or by tensor operations. */
  get path(): string | undefined {
    return this.optimizer.path;
  }

  /** The rate of the coming update, which is that of the wrapped optimizer. Assign a number or a schedule at any time. */
  get learningRate(): number {
    return this.optimizer.learningRate;
  }
  set learningRate(value: LearningRate) {
    this.optimizer.learningRate = value;
  }

  /** The rates that the wrapped optimizer was given: its own, then those that groups have in place of it. */
  get rates(): readonly GivenRate[] {
    return this.optimizer.rates;
  }

  /** The rate of the coming update in each parameter group of the wrapped optimizer. */
  get groupRates(): readonly number[] {
    return this.optimizer.groupRates;
  }

  /** The loss here, and the gradients where the wrapped optimizer takes them. */
  override computeGradients(
    loss: () => tf.Scalar,
    variables?: tf.Variable[],
  ): { value: tf.Scalar; grads: tf.NamedTensorMap } {
    return this.optimizer.computeGradients(loss, variables);
  }

  /**
   * One call of the wrapped optimizer, and what the wrapper adds when that makes an update of it.
   * @param gradients list or map by variable name; null and undefined entries are skipped
   * @throws UsageError for a variable that is not registered, a gradient of another shape or type, or while swapped in
   */
  override applyGradients(gradients: Gradients): void {
    this.read(gradients);
    const variables = this.variables();
    const { learningRate: lr, iterations: update } = this;
    const needed = variables.filter((one) => this.needsBefore(one));
    const before = new Map(needed.map((one) => [one, sameValues(one)] as const));
    const dataBefore = new Map(variables.map((one) => [one, one.dataId] as const));
    try {
      this.optimizer.applyGradients(gradients);
      if (this.iterations === update) return;
      // An update that leaves a variable alone (frozen, without a gradient) leaves its data alone, too.
      const moved = variables.filter((one) => one.dataId !== dataBefore.get(one));
      tf.tidy(() => this.updated({ variables, moved, before, lr, update }));
    } finally {
      tf.dispose([...before.values()]);
    }
  }

  /** The variables that are listed and the gradients that are given, checked; loaded state is matched to them. */
  protected read(gradients: Gradients) {
    this.refuse('an update');
    const read = readGradients(this.who, gradients);
    this.bind(read.variables);
    return { variables: read.variables, given: byName(read) };
  }

  /** Matches loaded state to `variables`. @throws UsageError when it does not fit */
  protected bind(variables: readonly tf.Variable[]): void {
    this.state.bind(variables);
    this.state.list(variables);
  }

  /** Forgets the wrapper's own state; what is wrapped, and copies that were handed out, stay. */
  protected forget(): void {
    this.state.clear();
    this.count = 0;
  }

  /** All variables that updates have listed, now or before a resume, and that still exist. */
  protected variables(): readonly tf.Variable[] {
    return this.state.variables;
  }

  /** What the wrapper keeps of a variable in its only slot; undefined while there is nothing in it. */
  protected kept(variable: tf.Variable): tf.Tensor | undefined {
    const [tensor] = this.state.of(variable)?.arrays ?? [];
    return tensor && tf.util.arraysEqual(tensor.shape, variable.shape) ? tensor : undefined;
  }

  /** @throws UsageError while weights for evaluation are in, here or in what is wrapped, naming the action that must wait */
  refuse(action: string): void {
    this.optimizer.refuse(action);
  }

  /** Puts the weights for evaluation in, of the wrapper or else of what is wrapped, until `swapOut()`. */
  swapIn(variables?: readonly tf.Tensor[]): void {
    this.optimizer.swapIn(variables);
  }

  /** Puts the training weights back, bit for bit. @throws UsageError if they are in place */
  swapOut(): void {
    this.optimizer.swapOut();
  }

  /**
   * Runs `evaluate` with the weights for evaluation in, and puts the training weights back whatever happens:
   * `await average.evaluated(() => model.evaluate(x, y))`.
   * @param variables as for `swapIn`
   * @returns what `evaluate` gives
   */
  async evaluated<T>(evaluate: () => T | Promise<T>, variables?: readonly tf.Tensor[]): Promise<T> {
    this.swapIn(variables);
    try {
      return await evaluate();
    } finally {
      this.swapOut();
    }
  }

  /** Options as plain JSON; the wrapped optimizer appears as its class name and config. */
  override getConfig(): tf.serialization.ConfigDict {
    const optimizer = wrappableConfig(this.optimizer);
    return { ...this.options, optimizer };
  }

  /** Rebuilds a wrapper and all in it from `getConfig()`, also after tfjs has written and read it in a model file. */
  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    // tfjs adds `customObjects` to every config that it loads.
    const { customObjects: _, ...options } = config;
    return new cls(options);
  }

  /** Copies of the whole state for tfjs, own and wrapped. They belong to the wrapper, until the next call or `dispose()`. */
  override async getWeights(): Promise<NamedTensor[]> {
    this.refuse('saving');
    return joined(
      this.state.toTensors({ iterations: this.count }),
      await this.optimizer.getWeights(),
    );
  }

  /** Takes in copies of what `getWeights()` gave; variables are matched as the wrapped optimizer does. */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    this.refuse('loading');
    const { own, inner } = parted(this.who, weights);
    const read = await this.state.readTensors(own);
    try {
      await this.optimizer.setWeights(inner);
    } catch (error) {
      disposeState(read);
      throw error;
    }
    this.count = this.state.take(read).iterations;
  }

  /** The whole state as plain JSON, own and wrapped; with it, training goes on bit for bit where it stopped. */
  async saveState(): Promise<SavedWrapper> {
    this.refuse('saving');
    const [own, optimizer] = await Promise.all([
      this.state.save({ iterations: this.count }),
      this.optimizer.saveState(),
    ]);
    return { schema: 1, wrapper: this.who, own, optimizer };
  }

  /** Takes in what `saveState()` gave, matched to variables as `setWeights` does. */
  loadState(saved: SavedWrapper): void {
    this.refuse('loading');
    checkSaved(this.who, saved);
    const read = this.state.read(saved.own);
    try {
      this.optimizer.loadState(saved.optimizer);
    } catch (error) {
      disposeState(read);
      throw error;
    }
    this.count = this.state.take(read).iterations;
  }

  /** Frees all state, own and wrapped; the wrapper can be used again, from the beginning. */
  override dispose(): void {
    this.forget();
    this.state.dispose();
    this.optimizer.dispose();
  }
}
