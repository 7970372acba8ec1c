import * as tf from '@tensorflow/tfjs';
import {
  hasTotals,
  NotRecorded,
  runUpdates,
  Tape,
  availability,
  type Availability,
  type KernelUpdate,
  type Update,
} from '../fused/index.ts';
import { UsageError } from '../shared/errors.ts';

/** Whether one kernel updates all weights at once: where it can, never, or always. */
export type Fused = 'auto' | false | 'require';

/** A variable's update that a kernel will make. */
export interface FusedMove {
  readonly variable: tf.Variable;
  readonly inputs: readonly tf.Tensor[];
  readonly how: KernelUpdate;
}

/** What an update of one variable is made of. */
export interface Moving {
  readonly variable: tf.Variable;
  readonly gradient: tf.Tensor;
  readonly slots: Readonly<Record<string, tf.Tensor>>;
  readonly lr: number;
  readonly t: number;
  /** Whether the slots may be written over. */
  readonly inPlace: boolean;
  /** One object for all variables whose options are the same. */
  readonly hyper: object;
}

/** The record of the variable before, which those of the same options may share. */
interface Recorded extends Omit<Moving, 'gradient' | 'slots'> {
  readonly how: KernelUpdate;
  readonly scalars: number;
  readonly hasAskedShape: boolean;
}

/** How many variables an update moved in which way, and why the first one had no kernel. */
interface Counts {
  fused: number;
  plain: number;
  why: string | undefined;
}

/** New weights that one call of the kernel makes, in bytes at most: twice as many are alive until it ends. */
const most = 2 ** 25;

/** Takes updates to a kernel that reads and writes each weight once; what it cannot take is left to tensor operations. */
export class FusedPath {
  readonly #who: string;
  readonly #slots: readonly string[];
  readonly #mode: Fused;
  readonly #tape: Tape;
  /** Why a variable's update cannot be recorded, once that was tried. */
  #refused = new WeakMap<tf.Variable, string>();
  #last: Recorded | undefined;
  #available: Availability | undefined;
  #counts: Counts | undefined;

  constructor(who: string, slots: readonly string[], mode: Fused) {
    this.#who = who;
    this.#slots = slots;
    this.#mode = mode;
    this.#tape = new Tape(slots);
  }

  /** How the last update was computed: `fused`, or `tensors` with the reason; undefined before the first. */
  get path(): string | undefined {
    if (this.#counts === undefined) return undefined;
    const { fused, plain, why } = this.#counts;
    if (plain === 0) return 'fused';
    const part = fused === 0 ? '' : ` for ${plain} of ${fused + plain} variables`;
    return `tensors${part}: ${why}`;
  }

  /** Begins an update. @throws UsageError where a kernel is required and this backend has none */
  begin(): void {
    this.#last = undefined;
    this.#counts = { fused: 0, plain: 0, why: undefined };
    this.#available = this.#mode === false ? undefined : availability();
  }

  /**
   * What the kernel has to do for this variable; undefined if it cannot.
   * @param update the rule's, with its options
   * @param isPure whether all variables of the same options share a record
   * @throws UsageError where a kernel is required
   */
  plan(moving: Moving, update: Update, isPure: boolean): FusedMove | undefined {
    const how = this.#how(moving, update, isPure);
    const { variable, gradient, slots } = moving;
    const counts = this.#counts as Counts;
    if (typeof how === 'string') {
      if (this.#mode === 'require') {
        throw new UsageError({
          who: this.#who,
          rule: `fused is 'require', but the update of "${variable.name}" has no kernel: ${how}`,
          remedy: "leave fused at 'auto', which takes tensor operations where it must",
        });
      }
      counts.plain += 1;
      counts.why ??= how;
      return undefined;
    }
    counts.fused += 1;
    const inputs: tf.Tensor[] = [variable, gradient];
    for (const slot of this.#slots) inputs.push(slots[slot] as tf.Tensor);
    return { variable, inputs, how };
  }

  /** Makes the updates; gives for each its next weight, and its next slots unless they were written over. */
  run(
    moves: readonly FusedMove[],
    done: (move: FusedMove, weight: tf.Tensor, slots: tf.Tensor[]) => void,
  ): void {
    for (let from = 0; from < moves.length;) {
      let to = from;
      for (let bytes = 0; to < moves.length && (to === from || bytes < most); to++) {
        bytes += 4 * (moves[to] as FusedMove).variable.size;
      }
      const part = from === 0 && to === moves.length ? moves : moves.slice(from, to);
      const made = runUpdates(part);
      let at = 0;
      for (const move of part) {
        const count = move.how.inPlace ? 0 : this.#slots.length;
        done(move, made[at] as tf.Tensor, made.slice(at + 1, at + 1 + count));
        at += 1 + count;
      }
      from = to;
    }
  }

  #how(moving: Moving, update: Update, isPure: boolean): KernelUpdate | string {
    if (this.#available === undefined) return 'fused is false';
    const { why, mostNumbers, overwrites, totals } = this.#available;
    if (why !== undefined) return why;
    const { variable, lr, t, hyper, slots } = moving;
    const inPlace = moving.inPlace && overwrites;
    if (variable.size > mostNumbers) return 'it has more numbers than a kernel is faster for here';
    const refused = this.#refused.get(variable);
    if (refused !== undefined) return refused;
    const { shape } = variable;
    // Which slots are one number for the whole weight, a bit for each.
    let scalars = 0;
    for (let i = 0; i < this.#slots.length; i++) {
      const slot = this.#slots[i] as string;
      const own = (slots[slot] as tf.Tensor).shape;
      if (tf.util.arraysEqual(own, shape)) continue;
      if (own.length > 0) return `slot "${slot}" has another shape than its weight`;
      scalars += 2 ** i;
    }
    const last = this.#last;
    if (
      isPure &&
      last !== undefined &&
      last.hyper === hyper &&
      last.lr === lr &&
      last.t === t &&
      last.scalars === scalars &&
      (!last.hasAskedShape || tf.util.arraysEqual(last.variable.shape, shape))
    ) {
      return last.inPlace === inPlace ? last.how : { ...last.how, inPlace };
    }
    const isScalar = this.#slots.map((_, i) => Math.floor(scalars / 2 ** i) % 2 === 1);
    try {
      const program = this.#tape.record(update, { lr, t }, shape, isScalar);
      // Another backend may have a kernel for it.
      if (!totals && hasTotals(program)) return 'it adds up a whole array';
      const how = { program, numbers: this.#tape.numbersOf(program), inPlace };
      const { hasAskedShape } = this.#tape;
      this.#last = { variable, lr, t, hyper, inPlace, how, scalars, hasAskedShape };
      return how;
    } catch (error) {
      // An update that fails on nodes may work on tensors; if it does not, it fails there as it always would.
      const why = error instanceof NotRecorded ? error.message : 'it cannot be recorded';
      this.#refused.set(variable, why);
      return why;
    }
  }
}
