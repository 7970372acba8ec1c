import * as tf from '@tensorflow/tfjs';
import { UsageError } from '../shared/errors.ts';
import {
  readSavedState,
  saveSlot,
  slotTensor,
  type SavedState,
  type SavedVariable,
} from './saved-state.ts';
import { readStateTensors, stateTensors, type NamedTensor } from './state-tensors.ts';

interface VariableState {
  readonly shape: readonly number[];
  readonly t: number;
  readonly slots: Readonly<Record<string, tf.Tensor>>;
}

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

  /** The names of all variables that have state, in the order of their first updates. */
  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  /** Whether state was loaded that no variable has been matched to. */
  get isUnbound(): boolean {
    return this.#justLoaded && this.#loaded.length > 0;
  }

  /** @throws UsageError when the state kept under this variable's name belongs to another shape */
  check(variable: tf.Variable): void {
    const known = this.#byName.get(variable.name);
    if (known === undefined || tf.util.arraysEqual([...known.shape], variable.shape)) return;
    throw new UsageError({
      who: this.#who,
      rule: `variable "${variable.name}" has shape [${variable.shape}], but its state was made for [${known.shape}]`,
      remedy: 'use a new optimizer for a new model',
    });
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
        throw new UsageError({
          who: this.#who,
          rule: 'update must return every slot',
          got: `none for "${slot}"`,
        });
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
      const saved = Object.entries(slots).map(
        async ([slot, tensor]) => [slot, await saveSlot(tensor)] as const,
      );
      return { name, shape, t, slots: Object.fromEntries(await Promise.all(saved)) };
    });
    const place = (one: SavedVariable) => this.#order.indexOf(one.name);
    const all = [...(await Promise.all(variables)), ...this.#loaded];
    return { schema: 2, iterations, variables: all.sort((a, b) => place(a) - place(b)) };
  }

  /** Takes in what `save` gave and returns its count of updates. */
  load(saved: SavedState): number {
    const { iterations, variables } = readSavedState(this.#who, saved);
    for (const { name, slots } of variables) {
      const found = Object.keys(slots).join(', ');
      if (found === this.#slotNames.join(', ')) continue;
      throw new UsageError({
        who: this.#who,
        rule: `the saved state of "${name}" has slots (${found}), not (${this.#slotNames.join(', ')})`,
        remedy: 'it belongs to another rule',
      });
    }
    this.dispose();
    this.#loaded = [...variables];
    this.#order = this.#loaded.map(({ name }) => name);
    this.#justLoaded = true;
    return iterations;
  }

  /** The state as `stateTensors` writes it; the copies live until the next call or `dispose()`. */
  async toTensors(iterations: number): Promise<NamedTensor[]> {
    const saved = await this.save(iterations);
    tf.dispose(this.#copies);
    const weights = stateTensors(saved);
    this.#copies = weights.map(({ tensor }) => tf.keep(tensor));
    return weights;
  }

  /** Takes in what `toTensors` gave and returns its count of updates. The caller may dispose `weights` at once. */
  async fromTensors(weights: readonly NamedTensor[]): Promise<number> {
    return this.load(await readStateTensors(this.#who, this.#slotNames, weights));
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
    throw new UsageError({
      who: this.#who,
      rule: `the saved state is for ${list(this.#loaded)}, but this update is of ${list(variables)}`,
      remedy: 'load it into the model it was saved with',
    });
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
  const tensors = Object.entries(slots).map(([slot, saved]) => {
    return [slot, tf.keep(slotTensor(saved))] as const;
  });
  return { shape, t, slots: Object.fromEntries(tensors) };
}
