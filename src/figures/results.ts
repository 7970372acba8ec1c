import { lookUp } from '../shared/look-up.ts';
import { mean } from '../shared/stats.ts';
import type { RunRecord } from '../training/experiment.ts';
import type { Line } from './figure.ts';
import { column, points } from './spread.ts';

/**
 * What each seed of a run ended with: a measured series, a judgement, or `updates`; null where it diverged or never
 * arrived.
 * @throws UsageError for a name that no run ended with, with the nearest
 */
export function bySeed(run: RunRecord, name: string): readonly (number | null)[] {
  return lookUp('result', name, run.final);
}

/** The mean of what the seeds ended with; NaN where one of them has no result. */
export function final(run: RunRecord, name: string): number {
  return mean(bySeed(run, name).map((value) => value ?? NaN));
}

/** The updates that a run needed to arrive where its experiment says, as a mean of its seeds; NaN where one never did. */
export function needed(run: RunRecord): number {
  return final(run, 'updates');
}

/**
 * The mean of a series over the last part of a run, when its start is forgotten, and over its seeds.
 * @param share of the measurements. Default: the last third
 */
export function tail(run: RunRecord, series = 'loss', share = 1 / 3): number {
  return mean(
    run.series.flatMap((seed) => {
      const values = column(seed, series);
      return values.slice(-Math.max(1, Math.floor(share * values.length)));
    }),
  );
}

/** How far a series ends below its highest point, as means of the seeds. */
export function fall(run: RunRecord, series: string): number {
  const { y } = points(run, series, 'mean');
  const values = y.map((value) => value ?? NaN);
  return Math.max(...values) - (values.at(-1) ?? NaN);
}

/** A number of each run of a family whose names are numbers, as the points of a line, from the smallest name on. */
export function over(
  runs: Readonly<Record<number, RunRecord>>,
  measure: (run: RunRecord) => number,
): Pick<Line, 'x' | 'y'> {
  const points = Object.entries<RunRecord>(runs).map(([name, run]) => [Number(name), run] as const);
  const sorted = points.sort(([a], [b]) => a - b);
  return { x: sorted.map(([x]) => x), y: sorted.map(([, run]) => measure(run)) };
}
