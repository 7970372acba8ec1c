/** Says at each rung which runs go on; the stopping variant of ASHA. */
export interface Halving {
  /**
   * Whether the run called `id` goes on from a rung, where it has this value. It does if it is among the best third of
   * those that have arrived there, itself included, or the best of fewer than three. Asked again it says the same.
   * @param value lower is better; null where the run is lost
   */
  ask(rung: number, id: number, value: number | null): boolean;
}

/** One in so many goes on. */
export const reduction = 3;

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
  const rungs = new Map<number, Map<number, { readonly value: number; readonly on: boolean }>>();
  return {
    ask(rung, id, value) {
      const arrived = rungs.get(rung) ?? new Map<number, { value: number; on: boolean }>();
      rungs.set(rung, arrived);
      const before = arrived.get(id);
      if (before !== undefined) return before.on;
      const own = value ?? Infinity;
      const better = [...arrived.values()].filter((other) => other.value <= own).length;
      const places = Math.max(1, Math.floor((arrived.size + 1) / reduction));
      const on = own < Infinity && better < places;
      arrived.set(id, { value: own, on });
      return on;
    },
  };
}
