import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';
import { sameValues } from './same-values.ts';
import { checkState, mapSlots, type StateOf, type VariableState } from './saved-state.ts';

/** A tensor by name, as tfjs hands over an optimizer's state. */
export type NamedTensor = Extract<
  Parameters<tf.Optimizer['applyGradients']>[0],
  readonly unknown[]
>[number];

/** `iter` (with the count of skipped updates, if there are any), then for each variable `<name>/t` and `<name>/<slot>`: the order and the names that `readStateTensors` reads. */
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
    ...variables.flatMap(({ name, shape, t, slots }) => [
      // The shape rides along as the count's own shape would not: a scalar says nothing about the variable.
      { name: `${name}/t`, tensor: tf.tensor1d([t, ...shape], 'int32') },
      ...Object.entries(slots).map(([slot, tensor]) => {
        return { name: `${name}/${slot}`, tensor: sameValues(tensor) };
      }),
    ]),
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
    const [iterations, skipped] = await iter.tensor.data();
    const variables: VariableState<tf.Tensor>[] = [];
    const stride = 1 + slotNames.length;
    for (let i = 0; i < rest.length; i += stride) {
      const [counted, ...slots] = rest.slice(i, i + stride);
      if (counted === undefined || !counted.name.endsWith('/t') || slots.length !== stride - 1) {
        throw new UsageError({
          who,
          rule: `saved weights do not belong to this rule: got ${shown(counted?.name)} where a variable's count "<name>/t" was expected`,
        });
      }
      const name = counted.name.slice(0, -'/t'.length);
      const [t = 0, ...shape] = await counted.tensor.data();
      const found = slots.map(({ tensor }, j) => [slotNames[j], checkSlot(who, name, tensor)]);
      variables.push({ name, shape, t, slots: Object.fromEntries(found) });
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
