import * as tf from '@tensorflow/tfjs';
import { byName, readGradients, type Gradients } from '../optimizers/named-gradients.ts';
import type { GivenRate } from '../optimizers/optimizer-settings.ts';
import { holds, readWhere, whereConfig, type Where } from '../optimizers/parameter-groups.ts';
import type { LearningRate } from '../optimizers/scheduled.ts';
import type { NamedTensor } from '../optimizers/state-tensors.ts';
import { asVariables } from '../optimizers/weight-swap.ts';
import { shown, UsageError } from '../shared/errors.ts';
import { readOptions } from '../shared/options.ts';
import { readWrappable, wrappableConfig, type Wrappable } from './wrappable.ts';

/** An optimizer and the variables that it moves. */
export interface OptimizerPart {
  /** Which variables, as in a parameter group. Default all that no part before it holds. */
  readonly where?: Where;
  readonly optimizer: Wrappable;
}

export interface MultiOptimizerOptions {
  /** The first part that holds a variable moves it. */
  parts: readonly OptimizerPart[];
}

/** The state of all parts as plain JSON, in their order. */
export interface SavedParts {
  readonly schema: 1;
  readonly parts: readonly object[];
}

/**
 * Several optimizers as one, each for its own variables: Muon for the hidden matrices, say, and AdamW for the rest,
 * embeddings and the last layer among it. Every update is one of each part, also of a part without a gradient. The rate
 * of the whole is that of the first part; callbacks see the others behind it. Parts move one after the other: where one
 * refuses its gradients, those before it have already moved.
 * @formula w ← update of the first part that holds w
 * @use Rules that are made for some weights only.
 * @see Optax's `multi_transform` and Keras's `MultiOptimizer`
 */
export class MultiOptimizer extends tf.Optimizer implements Wrappable {
  /** Unique name under which a model file refers to this class. */
  static readonly className: string = 'DownhillMultiOptimizer';

  readonly #who = 'MultiOptimizer';
  readonly #parts: readonly Required<OptimizerPart>[];

  /** @throws UsageError for an unknown or missing option, no parts, an optimizer of tfjs, or one that stands in two parts */
  constructor(options: MultiOptimizerOptions) {
    super();
    const { parts } = readOptions<{ parts: readonly Required<OptimizerPart>[] }>(
      this.#who,
      options,
      { parts: readParts },
      {},
    );
    this.#parts = parts;
  }

  /** The optimizers of all parts, in their order. */
  get optimizers(): readonly Wrappable[] {
    return this.#parts.map(({ optimizer }) => optimizer);
  }

  get #first(): Wrappable {
    return (this.#parts[0] as OptimizerPart).optimizer;
  }

  /** The updates that the first part has made. */
  override get iterations(): number {
    return this.#first.iterations;
  }

  /** The rate of the coming update of the first part. Assign a number or a schedule to it at any time. */
  get learningRate(): number {
    return this.#first.learningRate;
  }
  set learningRate(value: LearningRate) {
    this.#first.learningRate = value;
  }

  /** The rates that all parts were given, in their order. */
  get rates(): readonly GivenRate[] {
    return this.optimizers.flatMap((optimizer, i) =>
      optimizer.rates.map((rate) => ({
        option: `parts[${i}].${rate.option}`,
        get value() {
          return rate.value;
        },
        set value(value) {
          rate.value = value;
        },
      })),
    );
  }

  /** The rate of the coming update of each part, followed by those of its parameter groups. */
  get groupRates(): readonly number[] {
    return this.optimizers.flatMap((one) => [one.learningRate, ...one.groupRates]);
  }

  /** How many updates parts have skipped. */
  get skipped(): number {
    return this.optimizers.reduce((sum, { skipped }) => sum + skipped, 0);
  }

  /** How the last update was made: `fused` where it was so in all parts, else as in the first that was not. */
  get path(): string | undefined {
    const paths = this.optimizers.flatMap(({ path }) => path ?? []);
    return paths.find((path) => path !== 'fused') ?? paths[0];
  }

  /**
   * One update of every part.
   * @param gradients list or map by variable name; null and undefined entries are skipped
   * @throws UsageError for a variable that no part holds or that is not registered, a gradient of another shape or type
   */
  override applyGradients(gradients: Gradients): void {
    this.refuse('an update');
    const read = readGradients(this.#who, gradients);
    const shares = this.#shared(read.variables);
    const given = byName(read);
    shares.forEach((share, i) => {
      const own = share.map(({ name }) => ({ name, tensor: given.get(name) }));
      (this.optimizers[i] as Wrappable).applyGradients(own as Gradients);
    });
  }

  /** The variables of each part. @throws UsageError for one that no part holds */
  #shared(variables: readonly tf.Variable[]): readonly (readonly tf.Variable[])[] {
    const places = variables.map((one) => this.#parts.findIndex((part) => holds(part, one)));
    const homeless = variables[places.indexOf(-1)];
    if (homeless !== undefined) {
      throw new UsageError({
        who: this.#who,
        rule: `no part holds variable "${homeless.name}"`,
        remedy: 'end with a part that has no where',
      });
    }
    return this.#parts.map((_, part) => variables.filter((_, i) => places[i] === part));
  }

  /** @throws UsageError while weights for evaluation are in, naming the action that must wait */
  refuse(action: string): void {
    for (const optimizer of this.optimizers) optimizer.refuse(action);
  }

  /** Puts the weights for evaluation of all parts in, until `swapOut()`. @param variables as for each part's `swapIn` */
  swapIn(variables: readonly tf.Tensor[] = []): void {
    this.refuse('swapIn()');
    const shares = this.#shared(asVariables(this.#who, variables));
    const done: Wrappable[] = [];
    try {
      this.optimizers.forEach((optimizer, i) => {
        optimizer.swapIn(shares[i]);
        done.push(optimizer);
      });
    } catch (error) {
      for (const optimizer of done) optimizer.swapOut();
      throw error;
    }
  }

  /** Puts the training weights of all parts back. @throws UsageError if they are in place */
  swapOut(): void {
    for (const optimizer of this.optimizers) optimizer.swapOut();
  }

  /** Options as plain JSON; the optimizers appear as their class names and configs. */
  override getConfig(): tf.serialization.ConfigDict {
    const parts = this.#parts.map(({ where, optimizer }, i) => ({
      where: whereConfig(this.#who, `parts[${i}].where`, where),
      optimizer: wrappableConfig(optimizer),
    }));
    return { parts };
  }

  /** Rebuilds it and all in it from `getConfig()`, also after tfjs has written and read it in a model file. */
  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    // tfjs adds `customObjects` to every config that it loads.
    const { customObjects: _, ...options } = config;
    return new cls(options);
  }

  /** Copies of the state of all parts for tfjs; they belong to the parts. */
  override async getWeights(): Promise<NamedTensor[]> {
    const all = await Promise.all(this.optimizers.map(async (one) => one.getWeights()));
    return all.flatMap((weights, i) =>
      weights.map(({ name, tensor }) => ({ name: `part${i}/${name}`, tensor })),
    );
  }

  /** Takes in copies of what `getWeights()` gave, each part its own. */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const shares = this.optimizers.map((_, i) =>
      weights
        .filter(({ name }) => name.startsWith(`part${i}/`))
        .map(({ name, tensor }) => ({ name: name.slice(`part${i}/`.length), tensor })),
    );
    if (shares.flat().length !== weights.length || shares.some(({ length }) => length === 0)) {
      throw new UsageError({
        who: this.#who,
        rule: `saved weights must be those of ${shares.length} parts, "part0/..." and so on`,
        remedy: 'they belong to another optimizer',
      });
    }
    await Promise.all(this.optimizers.map(async (one, i) => one.setWeights(shares[i] ?? [])));
  }

  /** The state of all parts as plain JSON; with it, training goes on bit for bit where it stopped. */
  async saveState(): Promise<SavedParts> {
    return { schema: 1, parts: await Promise.all(this.optimizers.map((one) => one.saveState())) };
  }

  /** Takes in what `saveState()` gave. @throws UsageError for the state of another number of parts, or of another rule */
  loadState(saved: SavedParts): void {
    this.refuse('loading');
    if (saved?.schema !== 1 || saved.parts?.length !== this.#parts.length) {
      const rule = `not a saved state of ${this.#parts.length} parts: ${shown(saved)}`;
      throw new UsageError({ who: this.#who, rule });
    }
    this.optimizers.forEach((optimizer, i) => optimizer.loadState(saved.parts[i] as object));
  }

  /** Frees the state of all parts; they can be used again, from the beginning. */
  override dispose(): void {
    for (const optimizer of this.optimizers) optimizer.dispose();
  }
}

function readParts(who: string, name: string, value: unknown): readonly Required<OptimizerPart>[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new UsageError({
      who,
      rule: `${name} must be a list such as [{ where: { minRank: 2 }, optimizer: new Muon() }, { optimizer: new AdamW() }]`,
      got: shown(value),
    });
  }
  const parts = value.map((part: unknown, i) => {
    // tfjs adds `customObjects` to every config that it loads.
    const { customObjects: _, ...given } = Object(part) as Record<string, unknown>;
    return readOptions<Required<OptimizerPart>>(
      `${who}: ${name}[${i}]`,
      given,
      {
        where: readWhere,
        optimizer: readPart,
      },
      { where: {} },
    );
  });
  const twice = parts.findIndex(({ optimizer }, i) =>
    parts.slice(0, i).some((one) => one.optimizer === optimizer),
  );
  if (twice === -1) return parts;
  throw new UsageError({ who, rule: `${name}[${twice}] must have an optimizer of its own` });
}

/** The optimizer of a part: the gradients of all parts are taken at once, so that none can look elsewhere. */
function readPart(who: string, name: string, value: unknown): Wrappable {
  const optimizer = readWrappable(who, name, value);
  if (!optimizer.looksElsewhere) return optimizer;
  throw new UsageError({
    who,
    rule: `${name} must take its gradients where the weights are`,
    got: shown(optimizer.getClassName().replace(/^Downhill/, '')),
    remedy: 'put SharpnessAwareMinimization around the MultiOptimizer',
  });
}

tf.serialization.registerClass(MultiOptimizer);
