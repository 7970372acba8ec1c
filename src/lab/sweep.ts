import type { OptimizerSpec } from '../optimizers/index.ts';
import type { Experiment } from '../training/experiment.ts';
import { ground } from './grounds.ts';
import { walk } from './walk.ts';

/** Eight rates for each power of ten, from 10⁻⁴ to 10. */
export const sweptRates: readonly number[] = Array.from({ length: 41 }, (_, i) =>
  Number((10 ** (i / 8 - 4)).toPrecision(2)),
);

/** How high above the lowest point an optimizer ends at each rate; null where it diverges. */
export function sweep(
  experiment: Experiment,
  optimizer: OptimizerSpec,
  rates: readonly number[] = sweptRates,
): readonly (number | null)[] {
  const { lowest } = ground(experiment.problem);
  return rates.map((learningRate) => {
    const way = walk({ ...experiment, optimizer: { ...optimizer, learningRate } });
    return way.divergedAt === null ? (way.losses.at(-1) as number) - lowest : null;
  });
}

/** The rate at which the end is lowest; undefined where every rate diverges. */
export function bestRate(
  ends: readonly (number | null)[],
  rates: readonly number[] = sweptRates,
): number | undefined {
  const least = Math.min(...ends.map((end) => end ?? Infinity));
  return Number.isFinite(least) ? rates[ends.indexOf(least)] : undefined;
}
