import { isStudy } from '../studies/index.ts';
import type { Measured } from './lesson.ts';

/** How a run of a lesson differs from what its author wrote. */
export interface Variation {
  /** First seed of every experiment; the others follow it. */
  readonly seed?: number;
  /** Number of seeds, for experiments that have several. */
  readonly seeds?: number;
  /** A draft: a tenth of the updates, except where an experiment runs until it arrives. Studies are done in full. */
  readonly fast?: boolean;
}

/** `experiment` under other seeds or with fewer updates; tuning keeps its distance from the seeds that are shown. */
export function varied<M extends Measured>(experiment: M, { seed, seeds, fast }: Variation): M {
  const written = experiment.seeds ?? [1];
  const first = written[0] as number;
  const shift = seed === undefined ? 0 : seed - first;
  const length = written.length > 1 ? (seeds ?? written.length) : written.length;
  const next = Math.max(...written) + 1;
  const moved = Array.from({ length }, (_, i) =>
    seed === undefined ? (written[i] ?? next + i - written.length) : seed + i,
  );
  if (isStudy(experiment)) return { ...experiment, seeds: moved };
  const updates =
    fast && experiment.until === undefined
      ? Math.ceil(experiment.updates / 10)
      : experiment.updates;
  return {
    ...experiment,
    updates,
    seeds: moved,
    ...(experiment.tune && {
      tune: {
        ...experiment.tune,
        seeds: experiment.tune.seeds.map((one) => Math.max(0, one + shift)),
      },
    }),
  };
}
