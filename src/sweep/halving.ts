/** Says at each rung which runs go on; the stopping variant of ASHA. */
export interface Halving {
  /**
   * Whether the run called `id` goes on from a rung, where it has this value. It does if it is among the best third of
   * those that have arrived there, itself included, or the best of fewer than three. Asked again it says the same.
   * @param value lower is better; null where the run is lost
   */
  readonly ask: (rung: number, id: number, value: number | null) => boolean;
}

/** One in so many goes on. */
const reduction = 3;

/** How many of `count` trials get all seeds: as many as come through the rungs where everyone waits for the others. */
export function survivors(count: number, { rungs }: { readonly rungs: readonly number[] }): number {
  return rungs.length === 0 ? count : Math.max(1, Math.floor(count / reduction ** rungs.length));
}

/**
 * Asynchronous successive halving: nobody waits for the others, so that no core is idle; the first to arrive go on however
 * good they are.
 * @see Li et al. 2020, "A system for massively parallel hyperparameter tuning" (arXiv 1810.05934)
 */
export function halving(): Halving {
  const rungs = new Map<number, Rung>();
  return {
    ask: (rung, id, value) => {
      const { said, values } = rungs.get(rung) ?? { said: new Map<number, boolean>(), values: [] };
      rungs.set(rung, { said, values });
      const before = said.get(id);
      if (before !== undefined) return before;
      const own = value ?? Infinity;
      const better = placeIn(values, own);
      values.splice(better, 0, own);
      const on = own < Infinity && better < Math.max(1, Math.floor(values.length / reduction));
      said.set(id, on);
      return on;
    },
  };
}

/** What was said at a rung to whom, and the values of all that came, the best first. */
interface Rung {
  readonly said: Map<number, boolean>;
  readonly values: number[];
}

/** How many of the values, in increasing order, are at most `own`. */
function placeIn(values: readonly number[], own: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) <= own) low = middle + 1;
    else high = middle;
  }
  return low;
}
