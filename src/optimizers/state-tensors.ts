import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';
import { sameValues } from './same-values.ts';
import { checkState, mapSlots, type StateOf, type VariableState } from './saved-state.ts';

/** A tensor by name, as tfjs hands over an optimizer's state. */
export type NamedTensor = Extract<
  Parameters<tf.Optimizer['applyGradients']>[0],
  readonly unknown[]
>[number];

/**
 * `iter` (with the count of skipped updates, if there are any), then for each variable `<name>/<slot>`, and before these
 * `<name>/t`, its count of updates and its shape, unless all updates moved it and its first slot has its shape: the order
 * and the names that `readStateTensors` reads.
 */
export function stateTensors({
  iterations,
  skipped,
  variables,
}: StateOf<tf.Tensor>): NamedTensor[] {
  const counts = skipped
    ? tf.tensor1d([iterations, skipped], 'int32')
    : tf.scalar(iterations, 'int32');
  return [
    { name: 'iter', tensor: counts },
    ...variables.flatMap(({ name, shape, t, slots }) => {
      const own = Object.entries(slots).map(([slot, tensor]) => {
        return { name: `${name}/${slot}`, tensor: sameValues(tensor) };
      });
      const first = own[0]?.tensor.shape;
      if (t === iterations && first && tf.util.arraysEqual(first, [...shape])) return own;
      return [{ name: `${name}/t`, tensor: tf.tensor1d([t, ...shape], 'int32') }, ...own];
    }),
  ];
}

/**
 * The state that `stateTensors` wrote, for a rule with these slots. The caller may dispose `weights` at once: these
 * are copies, and kept.
 * @throws UsageError for tensors in another order, counts that are none, or slots of another type
 */
export async function readStateTensors(
  who: string,
  slotNames: readonly string[],
  weights: readonly NamedTensor[],
): Promise<StateOf<tf.Tensor>> {
  const held = weights.map(({ name, tensor }) => ({ name, tensor: tf.keep(sameValues(tensor)) }));
  try {
    const [iter, ...rest] = held;
    if (iter?.name !== 'iter') {
      throw new UsageError({
        who,
        rule: 'saved weights must begin with "iter"',
        got: shown(iter?.name),
      });
    }
    const [iterations = 0, skipped] = await iter.tensor.data();
    const variables: VariableState<tf.Tensor>[] = [];
    const [firstSlot] = slotNames;
    for (let at = 0; at < rest.length; at += slotNames.length) {
      const { name: first, tensor } = rest[at] as NamedTensor;
      // A slot may be called so, too.
      const isCount = tensor.dtype === 'int32' && first.endsWith('/t');
      if (!isCount && !(firstSlot && first.endsWith(`/${firstSlot}`))) {
        const orSlot = firstSlot ? ` or its first slot "<name>/${firstSlot}"` : '';
        throw misfit(who, first, `a variable's count "<name>/t"${orSlot}`);
      }
      const name = first.slice(0, first.lastIndexOf('/'));
      const [t = 0, ...shape] = isCount ? await tensor.data() : [iterations, ...tensor.shape];
      if (isCount) at += 1;
      const slots = slotNames.map((slot, i) => {
        const one = rest[at + i];
        const expected = `${name}/${slot}`;
        if (one?.name !== expected) throw misfit(who, one?.name, shown(expected));
        return [slot, checkSlot(who, name, one.tensor)];
      });
      variables.push({ name, shape, t, slots: Object.fromEntries(slots) });
    }
    const state = checkState<tf.Tensor>(who, slotNames, { iterations, skipped, variables });
    return mapSlots(state, (slot) => tf.keep(sameValues(slot)));
  } finally {
    tf.dispose(held.map(({ tensor }) => tensor));
  }
}

const misfit = (who: string, got: string | undefined, expected: string) =>
  new UsageError({
    who,
    rule: `saved weights do not belong to this rule: got ${shown(got)} where ${expected} was expected`,
  });

function checkSlot(who: string, name: string, tensor: tf.Tensor): tf.Tensor {
  if (tensor.dtype === 'float32') return tensor;
  const rule = `the saved state of "${name}" must be float32`;
  throw new UsageError({ who, rule, got: tensor.dtype });
}
