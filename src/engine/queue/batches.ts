import type { Errand } from './errand.ts';

/** Errands that are one job of a queue. */
export interface Batch extends Pick<Errand, 'kind' | 'due'> {
  /** The key of its last errand. */
  readonly id: string;
  readonly errands: readonly Errand[];
}

/**
 * Puts short errands of one kind and date together, in their order, so that a job is full on average. An errand's own key
 * says whether a job ends with it: whoever asks later for what is left of them comes to the same jobs.
 */
export function batches(errands: readonly Errand[]): Batch[] {
  const all: Errand[][] = [];
  let open: Errand[] | undefined;
  for (const errand of errands) {
    const { share = 1 } = errand;
    if (share >= 1) {
      all.push([errand]);
      continue;
    }
    if (!open?.every((one) => isLike(one, errand))) all.push((open = []));
    open.push(errand);
    if (drawn(errand) < share) open = undefined;
  }
  return all.map(batch);
}

function batch(errands: readonly Errand[]): Batch {
  const { key, kind, due } = errands.at(-1) as Errand;
  return { id: key, kind, due, errands };
}

const isLike = (a: Errand, b: Errand) => a.kind === b.kind && a.due?.getTime() === b.due?.getTime();

/** A number from 0 to 1 that is as good as chance, and always the same. */
function drawn({ key }: Errand): number {
  return parseInt(key.slice(0, 8), 16) / 2 ** 32;
}
