import { UsageError } from '../shared/errors.ts';
import { didYouMean } from '../shared/nearest.ts';
import { mean, median } from '../shared/stats.ts';
import type { RunRecord, Series } from '../training/experiment.ts';
import type { Line } from './figure.ts';

/** What stands for several seeds: the middle one, their mean, or the mean of their logarithms. */
export type Centre = 'median' | 'mean' | 'geometric mean';

/** One series of a run over its seeds, by update. */
export interface Spread {
  readonly update: readonly number[];
  /** null where half of the seeds or more have diverged. */
  readonly centre: readonly (number | null)[];
  /** Smallest and largest of the seeds that never diverged; of all that still run where half or more diverged. */
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/**
 * The middle and the range of a series over a run's seeds. A seed that arrived early keeps its last value; one that
 * diverged counts as infinite in the median and drops out of the rest.
 * @throws UsageError for a series that was not measured, with the nearest
 */
export function spread(run: RunRecord, series: string, centre: Centre = 'median'): Spread {
  const read = run.series.map((seed) => column(seed, series));
  const lost = run.divergedAt.filter((at) => at !== null).length;
  const counts = (seed: number) => 2 * lost >= read.length || run.divergedAt[seed] === null;
  const longest = run.series.reduce((a, b) => (b.update.length > a.update.length ? b : a));
  const rows = longest.update.map((update, row) => {
    const values = read.map((values, seed) => {
      const updates = (run.series[seed] as Series).update;
      if (row < values.length && updates[row] === update) return values[row] as number;
      return run.divergedAt[seed] === null ? (values.at(-1) as number) : Infinity;
    });
    const running = values.filter((value) => Number.isFinite(value));
    const band = values.filter((value, seed) => Number.isFinite(value) && counts(seed));
    const middle = centres[centre](centre === 'median' ? values : running);
    return {
      centre: Number.isFinite(middle) ? middle : null,
      low: Math.min(...band),
      high: Math.max(...band),
    };
  });
  return {
    update: longest.update,
    centre: rows.map((row) => row.centre),
    low: rows.map(({ low }) => low),
    high: rows.map(({ high }) => high),
  };
}

/** The middle of a series as the points of a line, by update. @throws UsageError as `spread` does */
export function points(run: RunRecord, series: string, centre?: Centre): Pick<Line, 'x' | 'y'> {
  const { update: x, centre: y } = spread(run, series, centre);
  return { x, y };
}

/** @throws UsageError for a series that was not measured, with the nearest */
export function column(seed: Series, series: string): readonly number[] {
  const values = Object.hasOwn(seed, series) ? seed[series] : undefined;
  if (values !== undefined) return values;
  throw new UsageError({
    rule: `unknown series "${series}"`,
    remedy: didYouMean(series, Object.keys(seed)),
  });
}

const centres: Readonly<Record<Centre, (values: readonly number[]) => number>> = {
  median,
  mean,
  // e to the mean of the logarithms; NaN when a value is not above 0.
  'geometric mean': (values) =>
    values.every((value) => value > 0) ? Math.exp(mean(values.map(Math.log))) : NaN,
};

/** How a run's seeds went wrong, in a few words; undefined when none did. */
export function divergence({ divergedAt }: RunRecord): string | undefined {
  const at = divergedAt.filter((update) => update !== null);
  if (at.length === 0) return undefined;
  if (at.length < divergedAt.length) return `${at.length} of ${divergedAt.length} seeds diverged`;
  const [first, last] = [Math.min(...at), Math.max(...at)];
  return first === last ? `diverged at update ${first}` : `diverged at updates ${first} to ${last}`;
}
