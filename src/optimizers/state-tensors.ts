import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';
import { saveSlot, slotTensor, type SavedState, type SavedVariable } from './saved-state.ts';

/** A tensor by name, as tfjs hands over an optimizer's state. */
export type NamedTensor = Extract<
  Parameters<tf.Optimizer['applyGradients']>[0],
  readonly unknown[]
>[number];

/** `iter`, then for each variable `<name>/t` and `<name>/<slot>`: the order and the names that `readStateTensors` reads. */
export function stateTensors({ iterations, variables }: SavedState): NamedTensor[] {
  return [
    { name: 'iter', tensor: tf.scalar(iterations, 'int32') },
    ...variables.flatMap(({ name, shape, t, slots }) => [
      // The shape rides along as the count's own shape would not: a scalar says nothing about the variable.
      { name: `${name}/t`, tensor: tf.tensor([t, ...shape], undefined, 'int32') },
      ...Object.entries(slots).map(([slot, saved]) => {
        return { name: `${name}/${slot}`, tensor: slotTensor(saved) };
      }),
    ]),
  ];
}

/**
 * The state that `stateTensors` wrote, for a rule with these slots. The caller may dispose `weights` at once.
 * @throws UsageError for tensors in another order
 */
export async function readStateTensors(
  who: string,
  slotNames: readonly string[],
  weights: readonly NamedTensor[],
): Promise<SavedState> {
  const held = weights.map(({ name, tensor }) => ({ name, tensor: tf.keep(tensor.clone()) }));
  try {
    const [iter, ...rest] = held;
    if (iter?.name !== 'iter') {
      throw new UsageError({
        who,
        rule: 'saved weights must begin with "iter"',
        got: shown(iter?.name),
      });
    }
    const [iterations = 0] = await iter.tensor.data();
    const variables: SavedVariable[] = [];
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
      const saved = slots.map(async ({ tensor }, j) => [slotNames[j], await saveSlot(tensor)]);
      variables.push({ name, shape, t, slots: Object.fromEntries(await Promise.all(saved)) });
    }
    return { schema: 2, iterations, variables };
  } finally {
    tf.dispose(held.map(({ tensor }) => tensor));
  }
}
