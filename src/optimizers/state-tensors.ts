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
    let at = 0;
    /** The next tensor, which must be called so. */
    const take = (name: string): tf.Tensor => {
      const one = held[at];
      if (one?.name !== name) {
        throw new UsageError({
          who,
          rule: `saved weights do not belong to this rule: ${shown(name)} was expected`,
          got: shown(one?.name),
        });
      }
      at += 1;
      return one.tensor;
    };
    const [iterations = 0, skipped] = await take('iter').data();
    const variables: VariableState<tf.Tensor>[] = [];
    while (at < held.length) {
      const { name: first, tensor } = held[at] as NamedTensor;
      const name = first.replace(/\/[^/]*$/, '');
      const isCounted = slotNames.length === 0 || tensor.dtype === 'int32';
      const [t = 0, ...shape] = isCounted
        ? await take(`${name}/t`).data()
        : [iterations, ...tensor.shape];
      const slots = slotNames.map((slot) => [slot, checkSlot(who, name, take(`${name}/${slot}`))]);
      variables.push({ name, shape, t, slots: Object.fromEntries(slots) });
    }
    const state = checkState<tf.Tensor>(who, slotNames, { iterations, skipped, variables });
    return mapSlots(state, (slot) => tf.keep(sameValues(slot)));
  } finally {
    tf.dispose(held.map(({ tensor }) => tensor));
  }
}

function checkSlot(who: string, name: string, tensor: tf.Tensor): tf.Tensor {
  if (tensor.dtype === 'float32') return tensor;
  const rule = `the saved state of "${name}" must be float32`;
  throw new UsageError({ who, rule, got: tensor.dtype });
}
