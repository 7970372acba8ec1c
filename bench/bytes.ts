import { Tape } from '#src/fused/tape';
import { passes } from '#src/fused/program';
import { Float64, startSlots, type Hyper, type Rule } from '#src/rules/index';

/** Bytes of each weight: those that a kernel reads and writes in one update, and those that are kept as state. */
export interface Bytes {
  readonly moved: number;
  readonly kept: number;
}

/** The bytes that a rule's kernel moves for each weight, in all its ways through the arrays. */
export function bytesOf<O extends Hyper, S extends string>(rule: Rule<O, S>): Bytes {
  const { slots, defaults } = rule;
  // The count of updates at which most rules do all that they ever do.
  const step = { lr: 0.1, t: 10 };
  const zeros = Float64.zeros(2, 2);
  const start = startSlots(rule, { w: zeros, zeros }, defaults);
  const isScalar = slots.map((slot) => start[slot].shape.length === 0);
  const program = new Tape(slots).record(
    (at, own) => rule.update(at, own, defaults),
    step,
    zeros.shape,
    isScalar,
  );
  const read = passes(program).flatMap(({ each }) => each.filter((one) => one < program.inputs));
  const written = program.outputs.filter((one) => !program.isScalar[one]);
  return { moved: 4 * (read.length + written.length), kept: 4 * (written.length - 1) };
}
