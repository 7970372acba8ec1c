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
import { times } from '../transforms/transform.ts';
import type { Before } from './optimizer-state.ts';

/** Whether one kernel updates all weights at once: where it can, never, or always. */
export type Fused = 'auto' | false | 'require';

/** The options of one update: its rate is a number by then. */
interface Hyper {
  readonly learningRate: unknown;
}

/** The record of the variable before, which those of the same options may share. */
interface Recorded {
  readonly hyper: Hyper;
  readonly t: number;
  readonly factor: number | undefined;
  readonly scalars: number;
  /** The shape, if the update asked for it. */
  readonly shape: number[] | undefined;
  readonly how: KernelUpdate;
}

/** `update` of the gradient times a factor. */
const scaling =
  (update: Update, factor: number): Update =>
  (step, own) =>
    update({ ...step, g: times(step.g, factor) }, own);

/** New weights that one call of the kernel makes, in bytes at most: twice as many are alive until it ends. */
const most = 2 ** 25;

/** Takes updates to a kernel that reads and writes each weight once; what it cannot take is left to tensor operations. */
export class FusedPath {
  readonly #who: string;
  readonly #slots: readonly string[];
  readonly #mode: Fused;
  readonly #tape: Tape;
  readonly #updateOf: (hyper: Hyper) => Update;
  /** Why a variable's update cannot be recorded, once that was tried. */
  readonly #refused = new WeakMap<tf.Variable, string>();
  /** For each such number whether each slot is one number for the whole weight. */
  readonly #scalarSlots: (readonly boolean[])[] = [];
  #last: Recorded | undefined;
  #available: Availability | undefined;
  #isPure = false;
  /** Why variables of the last update had no kernel. */
  #reasons: string[] | undefined;
  /** What the kernel will do: for each of these its inputs, one after the other, and how. */
  #taken: Before[] = [];
  #inputs: tf.Tensor[] = [];
  #hows: KernelUpdate[] = [];

  /** @param updateOf the rule's update, with its options */
  constructor(
    who: string,
    slots: readonly string[],
    mode: Fused,
    updateOf: (hyper: Hyper) => Update,
  ) {
    this.#who = who;
    this.#slots = slots;
    this.#mode = mode;
    this.#tape = new Tape(slots);
    this.#updateOf = updateOf;
  }

  /** How the last update was computed: `fused`, or `tensors` with the reason; undefined before the first. */
  get path(): string | undefined {
    if (this.#reasons === undefined) return undefined;
    const [fused, plain] = [this.#taken.length, this.#reasons.length];
    if (plain === 0) return 'fused';
    const part = fused === 0 ? '' : ` for ${plain} of ${fused + plain} variables`;
    return `tensors${part}: ${this.#reasons[0]}`;
  }

  /**
   * Begins an update.
   * @param isPure whether all variables of the same options share a record
   */
  begin(isPure: boolean): void {
    this.#isPure = isPure;
    this.#last = undefined;
    this.#reasons = [];
    this.#available = this.#mode === false ? undefined : availability();
    this.#taken = [];
    this.#inputs = [];
    this.#hows = [];
  }

  /**
   * Takes over the update of one variable, for `run` to make; returns whether a kernel can.
   * @param before what is remembered of the variable
   * @param factor what the gradient is still to be multiplied by, if anything
   * @param hyper one object for all variables whose options are the same
   * @throws UsageError where a kernel is required
   */
  takes(before: Before, gradient: tf.Tensor, factor: number | undefined, hyper: Hyper): boolean {
    const { variable, arrays } = before;
    const how = this.#how(before, factor, hyper);
    if (typeof how === 'string') {
      if (this.#mode === 'require') {
        throw new UsageError({
          who: this.#who,
          rule: `fused is 'require', but the update of "${variable.name}" has no kernel: ${how}`,
          remedy: "leave fused at 'auto', which takes tensor operations where it must",
        });
      }
      this.#reasons?.push(how);
      return false;
    }
    this.#taken.push(before);
    this.#hows.push(how);
    this.#inputs.push(variable, gradient);
    for (let i = 0; i < arrays.length; i++) this.#inputs.push(arrays[i] as tf.Tensor);
    return true;
  }

  /** Makes the updates. @param advance keeps the next slots where the old ones were not written over */
  run(advance?: (before: Before, slots: readonly tf.Tensor[]) => void): void {
    const taken = this.#taken;
    const hows = this.#hows;
    const inputs = this.#inputs;
    const each = 2 + this.#slots.length;
    for (let from = 0; from < taken.length;) {
      let to = from;
      let bytes = 0;
      do {
        bytes += 4 * (taken[to++] as Before).variable.size;
      } while (to < taken.length && bytes < most);
      const made =
        to - from === taken.length
          ? runUpdates(inputs, hows)
          : runUpdates(inputs.slice(from * each, to * each), hows.slice(from, to));
      for (let at = 0; from < to; from++) {
        const before = taken[from] as Before;
        const weight = made[at] as tf.Tensor;
        const { inPlace } = hows[from] as KernelUpdate;
        const end = at + (inPlace ? 1 : each - 1);
        if (inPlace) before.t += 1;
        else advance?.(before, made.slice(at + 1, end));
        before.variable.assign(weight);
        weight.dispose();
        at = end;
      }
    }
  }

  /** Whether each slot is one number for the whole weight. @param bits a bit for each */
  #areScalar(bits: number): readonly boolean[] {
    return (this.#scalarSlots[bits] ??= this.#slots.map((_, i) => ((bits >> i) & 1) === 1));
  }

  #how(
    { variable, t: updates, arrays, isPrivate }: Before,
    factor: number | undefined,
    hyper: Hyper,
  ): KernelUpdate | string {
    if (this.#available === undefined) return 'fused is false';
    const { why, mostNumbers, overwrites, totals } = this.#available;
    if (why !== undefined) return why;
    const t = updates + 1;
    const inPlace = isPrivate && overwrites;
    if (variable.size > mostNumbers) return 'it has more numbers than a kernel is faster for here';
    const { shape } = variable;
    // Which slots are one number for the whole weight, a bit for each.
    let scalars = 0;
    for (let i = 0; i < arrays.length; i++) {
      const own = (arrays[i] as tf.Tensor).shape;
      if (tf.util.arraysEqual(own, shape)) continue;
      if (own.length > 0) return `slot "${this.#slots[i]}" has another shape than its weight`;
      scalars |= 1 << i;
    }
    const last = this.#last;
    if (
      this.#isPure &&
      last?.hyper === hyper &&
      last.t === t &&
      last.factor === factor &&
      last.scalars === scalars &&
      (last.shape === undefined || tf.util.arraysEqual(last.shape, shape))
    ) {
      return last.how.inPlace === inPlace ? last.how : { ...last.how, inPlace };
    }
    const refused = this.#refused.get(variable);
    if (refused !== undefined) return refused;
    try {
      const update = this.#updateOf(hyper);
      const whole = factor === undefined ? update : scaling(update, factor);
      const lr = hyper.learningRate as number;
      const program = this.#tape.record(whole, { lr, t }, shape, this.#areScalar(scalars));
      // Another backend may have a kernel for it.
      if (!totals && hasTotals(program)) return 'it adds up a whole array';
      const how = { program, numbers: this.#tape.numbersOf(program), inPlace };
      const asked = this.#tape.hasAskedShape ? shape : undefined;
      this.#last = { hyper, t, factor, scalars, shape: asked, how };
      return how;
    } catch (error) {
      // An update that fails on nodes may work on tensors; if it does not, it fails there as it always would.
      const why = error instanceof NotRecorded ? error.message : 'it cannot be recorded';
      this.#refused.set(variable, why);
      return why;
    }
  }
}
