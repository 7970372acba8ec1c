import type { Random } from '../shared/random.ts';

/**
 * Hands out minibatches for ever: each call gives the next `size` of the numbers 0 to `of` - 1 in random order, and a
 * new order begins, if need be within a batch, when one is used up; so each number comes equally often.
 */
export function batches(
  size: number,
  of: number,
  random: Pick<Random, 'permutation'>,
): () => number[] {
  let order: number[] = [];
  return () => {
    // #region exercise: fill the batch from the front of a random order, and draw a new order whenever one is used up
    const batch: number[] = [];
    while (batch.length < size) {
      if (order.length === 0) order = random.permutation(of);
      batch.push(...order.splice(0, size - batch.length));
    }
    return batch;
    // #endregion
  };
}
