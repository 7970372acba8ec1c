import { UsageError } from '../shared/errors.ts';
import type { Axis, Curves, Drawing } from './figure.ts';
import { plot, type PlotLine } from './plot.ts';

/** Values whose distribution is drawn. */
export interface Counted {
  readonly label?: string;
  readonly style: string;
  readonly values: readonly number[];
}

export interface HistogramOptions {
  /** What is counted; its ends are those of the bins. */
  readonly x: Axis & { readonly min: number; readonly max: number };
  /** Number of bins of equal width, at least 1. Default 40. */
  readonly bins?: number;
  readonly entrants: readonly Counted[];
  /** Default: "share". */
  readonly y?: Axis;
}

/**
 * How often values fall into bins of equal width, as a share of all; what lies beyond the ends counts in the last bin on
 * its side.
 * @throws UsageError for an unknown style, a logarithmic axis, no values
 */
export function histogram({
  x,
  bins = 40,
  entrants,
  y = { label: 'share', scale: 'linear', min: 0 },
}: HistogramOptions): Drawing<Curves> {
  if (x.scale !== 'linear' || !(x.max > x.min)) {
    throw new UsageError({ who: 'histogram', rule: 'x must be a linear axis from min to max' });
  }
  const width = (x.max - x.min) / bins;
  const line = ({ values, ...entrant }: Counted): PlotLine => {
    const counts = Array<number>(bins).fill(0);
    for (const value of values) {
      const bin = Math.min(bins - 1, Math.max(0, Math.floor((value - x.min) / width)));
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    const shares = counts.map((count) => count / values.length);
    return {
      ...entrant,
      stepped: true,
      x: Array.from({ length: bins + 1 }, (_, i) => x.min + i * width),
      // The last bin ends where the axis does.
      y: [...shares, shares.at(-1) ?? null],
    };
  };
  return plot({ x, y, lines: entrants.map(line) });
}
