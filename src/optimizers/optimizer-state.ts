import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';
import { decode, encode } from './float32-text.ts';

/** An optimizer's state as plain JSON; the numbers are little-endian float32 in base64, so none is rounded. */
export interface SavedState {
  readonly schema: 1;
  readonly iterations: number;
  readonly variables: readonly SavedVariable[];
}

export interface SavedVariable {
  readonly name: string;
  readonly shape: readonly number[];
  /** Updates that this variable has had. */
  readonly t: number;
  readonly slots: Readonly<Record<string, string>>;
}

interface VariableState {
  readonly shape: readonly number[];
  readonly t: number;
  readonly slots: Readonly<Record<string, tf.Tensor>>;
}

type NamedTensor = Extract<
  Parameters<tf.Optimizer['applyGradients']>[0],
  readonly unknown[]
>[number];

/** What an optimizer remembers of each variable, by the variable's name. */
export class OptimizerState {
  readonly #who: string;
  readonly #slotNames: readonly string[];
  readonly #byName = new Map<string, VariableState>();
  /** All names that updates have listed, in their order, which is the order of saved state. */
  #order: readonly string[] = [];
  /** Loaded, but not yet matched to variables: their names are known only at the next update. */
  #loaded: SavedVariable[] = [];
  #justLoaded = false;
  /** The copies handed out last. */
  #copies: tf.Tensor[] = [];

  constructor(who: string, slotNames: readonly string[]) {
    this.#who = who;
    this.#slotNames = slotNames;
  }

  /** The state of `variable`; undefined before its first update. */
  of(variable: tf.Variable): VariableState | undefined {
    return this.#byName.get(variable.name);
  }

  /** @throws UsageError when the state kept under this variable's name belongs to another shape */
  check(variable: tf.Variable): void {
    const known = this.#byName.get(variable.name);
    if (known === undefined || tf.util.arraysEqual([...known.shape], variable.shape)) return;
    throw new UsageError(
      `${this.#who}: variable "${variable.name}" has shape [${variable.shape}], but its state was made for [${known.shape}]; use a new optimizer for a new model`,
    );
  }

  /**
   * Counts one update of `variable` and keeps `slots` in place of the old ones.
   * @param foreign tensors that belong to others, of which a slot needs a copy
   */
  advance(
    variable: tf.Variable,
    slots: Readonly<Record<string, tf.Tensor>>,
    foreign: readonly tf.Tensor[],
  ): void {
    const old = this.of(variable);
    const kept = this.#slotNames.map((slot) => {
      const value = slots[slot];
      if (value === undefined) {
        throw new UsageError(`${this.#who}: update must return every slot, got none for "${slot}"`);
      }
      return [slot, tf.keep(foreign.includes(value) ? value.clone() : value)] as const;
    });
    const used = kept.map(([, value]) => value);
    tf.dispose(Object.values(old?.slots ?? {}).filter((value) => !used.includes(value)));
    this.#byName.set(variable.name, {
      shape: variable.shape,
      t: (old?.t ?? 0) + 1,
      slots: Object.fromEntries(kept),
    });
  }

  /**
   * Matches loaded state to the variables of an update. The first time after loading this is by name, or, when no name
   * is known (a model that was loaded gets new names), all of them by order; a variable that is frozen then keeps its
   * saved state until its name comes up.
   * @throws UsageError when they do not fit
   */
  bind(variables: readonly tf.Variable[]): void {
    this.#order = merged(
      this.#order,
      variables.map(({ name }) => name),
    );
    if (this.#loaded.length === 0) return;
    const saved = new Map(this.#loaded.map((one) => [one.name, one]));
    const here = variables.filter(({ name }) => saved.has(name));
    const byOrder = this.#justLoaded && here.length === 0;
    const fits = byOrder
      ? variables.length === saved.size
      : !this.#justLoaded || here.length === Math.min(variables.length, saved.size);
    const pairs = (byOrder ? variables : here).map((variable, i) => ({
      variable,
      one: (byOrder ? this.#loaded[i] : saved.get(variable.name)) as SavedVariable,
    }));
    const shapesFit = ({ variable, one }: (typeof pairs)[number]) =>
      tf.util.arraysEqual([...one.shape], variable.shape);
    if (!fits || !pairs.every(shapesFit)) this.#misfit(variables);
    for (const { variable, one } of pairs) this.#byName.set(variable.name, restored(one));
    const bound = new Set(pairs.map(({ one }) => one));
    this.#loaded = this.#loaded.filter((one) => !bound.has(one));
    this.#justLoaded = false;
  }

  async save(iterations: number): Promise<SavedState> {
    const variables = [...this.#byName].map(async ([name, { shape, t, slots }]) => {
      const values = Object.entries(slots).map(
        async ([slot, tensor]) => [slot, encode((await tensor.data()) as Float32Array)] as const,
      );
      return { name, shape, t, slots: Object.fromEntries(await Promise.all(values)) };
    });
    const place = (one: SavedVariable) => this.#order.indexOf(one.name);
    const all = [...(await Promise.all(variables)), ...this.#loaded];
    return { schema: 1, iterations, variables: all.sort((a, b) => place(a) - place(b)) };
  }

  /** Takes in what `save` gave and returns its count of updates. */
  load(saved: SavedState): number {
    if (saved?.schema !== 1 || !Array.isArray(saved.variables)) {
      throw new UsageError(`${this.#who}: not a saved optimizer state: ${shown(saved)}`);
    }
    for (const { name, slots } of saved.variables) {
      const found = Object.keys(slots).join(', ');
      if (found === this.#slotNames.join(', ')) continue;
      throw new UsageError(
        `${this.#who}: the saved state of "${name}" has slots (${found}), not (${this.#slotNames.join(', ')}); it belongs to another rule`,
      );
    }
    this.dispose();
    this.#loaded = [...saved.variables];
    this.#order = this.#loaded.map(({ name }) => name);
    this.#justLoaded = true;
    return saved.iterations;
  }

  /** `iter`, then for each variable `<name>/t` and `<name>/<slot>`: the order and the names that `fromTensors` reads. */
  async toTensors(iterations: number): Promise<NamedTensor[]> {
    const { variables } = await this.save(iterations);
    tf.dispose(this.#copies);
    const weights = [
      { name: 'iter', tensor: tf.scalar(iterations, 'int32') as tf.Tensor },
      ...variables.flatMap(({ name, shape, t, slots }) => [
        // The shape rides along as the count's own shape would not: a scalar says nothing about the variable.
        { name: `${name}/t`, tensor: tf.tensor([t, ...shape], undefined, 'int32') },
        ...Object.entries(slots).map(([slot, text]) => ({
          name: `${name}/${slot}`,
          tensor: slotTensor(text, shape),
        })),
      ]),
    ].map(({ name, tensor }) => ({ name, tensor: tf.keep(tensor) }));
    this.#copies = weights.map(({ tensor }) => tensor);
    return weights;
  }

  /** Takes in what `toTensors` gave and returns its count of updates. The caller may dispose `weights` at once. */
  async fromTensors(weights: readonly NamedTensor[]): Promise<number> {
    const held = weights.map(({ name, tensor }) => ({ name, tensor: tf.keep(tensor.clone()) }));
    try {
      const read = held.map(async ({ name, tensor }) => ({ name, values: await tensor.data() }));
      const [iter, ...rest] = await Promise.all(read);
      if (iter?.name !== 'iter') {
        throw new UsageError(
          `${this.#who}: saved weights must begin with "iter", got ${shown(iter?.name)}`,
        );
      }
      const variables: SavedVariable[] = [];
      const stride = 1 + this.#slotNames.length;
      for (let i = 0; i < rest.length; i += stride) {
        const [counted, ...slots] = rest.slice(i, i + stride);
        if (counted === undefined || !counted.name.endsWith('/t') || slots.length !== stride - 1) {
          throw new UsageError(
            `${this.#who}: saved weights do not belong to this rule: got ${shown(counted?.name)} where a variable's count "<name>/t" was expected`,
          );
        }
        const [t, ...shape] = counted.values;
        const named = this.#slotNames.map((slot, j) => [
          slot,
          encode(slots[j]?.values as Float32Array),
        ]);
        const name = counted.name.slice(0, -'/t'.length);
        variables.push({ name, shape, t: t as number, slots: Object.fromEntries(named) });
      }
      return this.load({ schema: 1, iterations: iter.values[0] as number, variables });
    } finally {
      tf.dispose(held.map(({ tensor }) => tensor));
    }
  }

  dispose(): void {
    for (const { slots } of this.#byName.values()) tf.dispose(Object.values(slots));
    this.#byName.clear();
    tf.dispose(this.#copies);
    this.#copies = [];
    this.#loaded = [];
    this.#order = [];
  }

  #misfit(variables: readonly tf.Variable[]): never {
    const list = (all: readonly { name: string; shape: readonly number[] }[]) =>
      all.map(({ name, shape }) => `"${name}" [${shape}]`).join(', ');
    throw new UsageError(
      `${this.#who}: the saved state is for ${list(this.#loaded)}, but this update is of ${list(variables)}; load it into the model it was saved with`,
    );
  }
}

/** `names`, and the others of `order` behind them; `order` itself as long as it holds `names` in their order. */
function merged(order: readonly string[], names: readonly string[]): readonly string[] {
  let next = 0;
  for (const name of order) if (name === names[next]) next += 1;
  if (next === names.length) return order;
  return [...names, ...order.filter((name) => !names.includes(name))];
}

function restored({ shape, t, slots }: SavedVariable): VariableState {
  const tensors = Object.entries(slots).map(([slot, text]) => {
    return [slot, tf.keep(slotTensor(text, shape))] as const;
  });
  return { shape, t, slots: Object.fromEntries(tensors) };
}

/** A slot of the variable's shape, or a scalar. */
function slotTensor(text: string, shape: readonly number[]): tf.Tensor {
  const values = decode(text);
  const whole = values.length === tf.util.sizeFromShape([...shape]);
  return tf.tensor(values, whole ? [...shape] : [], 'float32');
}
