import * as tf from '@tensorflow/tfjs';
import { UsageError } from '../shared/errors.ts';
import { matchLater, matchNames, type Named } from './match-names.ts';
import { registered } from './named-gradients.ts';
import { sameValues } from './same-values.ts';
import { readSavedState, saveState, type SavedState, type StateOf } from './saved-state.ts';
import { readStateTensors, stateTensors, type NamedTensor } from './state-tensors.ts';

/** What is remembered of a variable, or was loaded for one that has not come up yet. */
export interface Entry extends Named {
  readonly variable: tf.Variable | undefined;
  /** Updates that it has had. */
  t: number;
  /** Its slots, in the rule's order. */
  readonly arrays: tf.Tensor[];
  /** Whether its slots may be written over, because nobody else holds their values. */
  isPrivate: boolean;
}

/** What is remembered of a variable that has come up. */
export type Before = Pick<Entry, 't' | 'arrays' | 'isPrivate'> & {
  readonly variable: tf.Variable;
};

/** The updates that were made, and those that were skipped. */
type Counts = Pick<StateOf<unknown>, 'iterations' | 'skipped'>;

/**
 * What an optimizer remembers of each variable: of that very one, so that another one which takes its name later starts
 * anew. Only what was loaded goes by names, until it meets its variables.
 */
export class OptimizerState {
  readonly #who: string;
  readonly #slotNames: readonly string[];
  /** By name, in the order of the first updates. */
  #entries = new Map<string, Entry>();
  #justLoaded = false;
  /** The copies handed out last. */
  #copies: tf.Tensor[] = [];

  constructor(who: string, slotNames: readonly string[]) {
    this.#who = who;
    this.#slotNames = slotNames;
  }

  /** The state of `variable`; undefined before its first update. */
  of(variable: tf.Variable): Readonly<Before> | undefined {
    const entry = this.#entries.get(variable.name);
    return entry?.variable === variable ? (entry as Before) : undefined;
  }

  /** Slots by name. @param arrays in the rule's order */
  named(arrays: readonly tf.Tensor[]): Record<string, tf.Tensor> {
    return Object.fromEntries(this.#slotNames.map((slot, i) => [slot, arrays[i] as tf.Tensor]));
  }

  /** From now on someone else may hold the values of slots, which the next update must leave as they are. */
  share(): void {
    for (const entry of this.#entries.values()) entry.isPrivate = false;
  }

  /** All variables that have state and still exist, in the order of their first updates. */
  get variables(): readonly tf.Variable[] {
    return [...this.#entries.values()].flatMap(({ variable }) =>
      variable === undefined || variable.isDisposed ? [] : [variable],
    );
  }

  /** Whether state was loaded that no variable has been matched to. */
  get isUnbound(): boolean {
    return this.#justLoaded;
  }

  /** Remembers that there are these variables, with nothing in their slots where they had no update. */
  list(variables: readonly tf.Variable[]): void {
    for (const variable of variables) {
      if (this.of(variable)) continue;
      const arrays = this.#slotNames.map(() => tf.keep(tf.zeros([0])));
      this.#enter(variable, 0, arrays);
    }
  }

  #enter(variable: tf.Variable, t: number, arrays: tf.Tensor[], isPrivate = false): void {
    const { name, shape } = variable;
    this.#entries.set(name, { name, shape, variable, t, arrays, isPrivate });
  }

  /**
   * Counts one update of `variable` and keeps `slots`, in the rule's order, in place of the old ones.
   * @param foreign tensors that belong to others, of which a slot needs a copy
   * @param isPrivate whether nobody else holds the values of `slots`
   */
  advance(
    variable: tf.Variable,
    slots: readonly tf.Tensor[],
    foreign: readonly tf.Tensor[],
    isPrivate = false,
  ): void {
    const old = this.of(variable) ?? { t: 0, arrays: [] };
    const arrays = slots.map((value) => {
      return tf.keep(foreign.includes(value) ? sameValues(value) : value);
    });
    tf.dispose(old.arrays.filter((value) => !arrays.includes(value)));
    this.#enter(variable, old.t + 1, arrays, isPrivate);
  }

  /**
   * Matches loaded state to the variables of an update, and frees that of variables which are gone. State that finds no
   * variable (a layer is frozen) waits until its name comes up. Returns the state of each of these variables.
   * @throws UsageError when the first update after loading is not of the variables that were saved, or of a part of them
   */
  bind(variables: readonly tf.Variable[]): readonly (Before | undefined)[] {
    const known = variables.map((one) => this.of(one));
    // Variables that an update names exist: where they are all that is remembered, nothing waits, and none is gone.
    if (known.length === this.#entries.size && !known.includes(undefined)) return known;
    this.#match(variables);
    return variables.map((one) => this.of(one));
  }

  #match(variables: readonly tf.Variable[]): void {
    for (const { name, variable, arrays } of this.#entries.values()) {
      if (!variable?.isDisposed) continue;
      tf.dispose(arrays);
      this.#entries.delete(name);
    }
    const waiting = [...this.#entries.values()].filter(({ variable }) => variable === undefined);
    if (waiting.length === 0 || variables.length === 0) return;
    const fresh = variables.filter((one) => !this.of(one));
    const found = this.#justLoaded
      ? matchNames(waiting, fresh, registered)
      : matchLater(waiting, fresh);
    if (found === undefined) this.#misfit(waiting, variables);
    const bound = new Map([...found].map(([variable, entry]) => [entry, variable]));
    const entries = [...this.#entries.values()].map((entry) => {
      const variable = bound.get(entry) ?? entry.variable;
      return { ...entry, variable, name: variable?.name ?? entry.name };
    });
    this.#entries = new Map(entries.map((entry) => [entry.name, entry]));
    this.#justLoaded = false;
  }

  save(counts: Counts): Promise<SavedState> {
    return saveState(this.#handedOut(counts));
  }

  /** The state as `stateTensors` writes it; the copies live until the next call or `dispose()`. */
  toTensors(counts: Counts): NamedTensor[] {
    tf.dispose(this.#copies);
    const weights = stateTensors(this.#handedOut(counts));
    this.#copies = weights.map(({ tensor }) => tf.keep(tensor));
    return weights;
  }

  /** What `save` gave, checked, for `take`, in tensors that are kept. @throws UsageError for anything else */
  read(saved: unknown): StateOf<tf.Tensor> {
    return readSavedState(this.#who, this.#slotNames, saved);
  }

  /** What `toTensors` gave, checked, for `take`; the caller may dispose `weights` at once. @throws UsageError for anything else */
  readTensors(weights: readonly NamedTensor[]): Promise<StateOf<tf.Tensor>> {
    return readStateTensors(this.#who, this.#slotNames, weights);
  }

  /** Puts what was read in place of all that is remembered. Returns its counts. */
  take({ variables, iterations, skipped = 0 }: StateOf<tf.Tensor>): Required<Counts> {
    this.clear();
    for (const { slots, ...one } of variables) {
      const arrays = this.#slotNames.map((slot) => slots[slot] as tf.Tensor);
      this.#entries.set(one.name, { ...one, variable: undefined, arrays, isPrivate: false });
    }
    this.#justLoaded = variables.length > 0;
    return { iterations, skipped };
  }

  /** Forgets everything; copies that were handed out stay. */
  clear(): void {
    for (const { arrays } of this.#entries.values()) tf.dispose(arrays);
    this.#entries.clear();
    this.#justLoaded = false;
  }

  dispose(): void {
    this.clear();
    tf.dispose(this.#copies);
    this.#copies = [];
  }

  #handedOut({ iterations, skipped }: Counts): StateOf<tf.Tensor> {
    this.share();
    const variables = [...this.#entries.values()].map((entry) => {
      return { ...entry, slots: this.named(entry.arrays) };
    });
    return { iterations, ...(skipped && { skipped }), variables };
  }

  #misfit(saved: readonly Named[], variables: readonly Named[]): never {
    const list = (all: readonly Named[]) =>
      all.map(({ name, shape }) => `"${name}" [${shape}]`).join(', ');
    throw new UsageError({
      who: this.#who,
      rule: `the saved state is for ${list(saved)}, but this update is of ${list(variables)}`,
      remedy: 'load it into the model it was saved with, or into variables of the same names',
    });
  }
}
