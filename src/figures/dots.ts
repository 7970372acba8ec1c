import { median, rounded } from '../shared/stats.ts';
import { checkDrawing } from './check-figure.ts';
import { listed, named, type Entrants } from './entrant.ts';
import type { Axis, DotRow, Dots, Drawing } from './figure.ts';
import { numberText } from './number-text.ts';
import { bySeed } from './results.ts';
import { styleOf } from './styles.ts';

/** Results of one entrant. */
export interface DotValues {
  /** Default: the name of the style in words. */
  readonly label?: string;
  readonly style: string;
  /** One or more; null for a run without a result. */
  readonly values: readonly (number | null)[];
  /** Default: the middle value, or how many had no result. */
  readonly note?: string;
}

export interface DotsOptions {
  readonly x: Axis;
  readonly rows: readonly DotValues[];
  readonly limit?: Dots['limit'];
}

/**
 * One row for each entrant: the median as a dot, the range as a bar, single results behind it. The subtitle says what dot
 * and bar are where a row has several results.
 * @throws UsageError for an unknown style, a value that the axis cannot show
 */
export function dots({ x, rows, limit }: DotsOptions): Drawing<Dots> {
  const most = Math.max(...rows.map(({ values }) => values.length));
  return checkDrawing<Drawing<Dots>>({
    kind: 'dots',
    subtitle: most > 1 ? `dot: median of ${most} seeds, bar: smallest to largest` : '',
    x,
    rows: rows.map((one) => row(one, x)),
    ...(limit && { limit }),
  });
}

/**
 * What each entrant ended with: a measured series, a judgement, or `updates`.
 * @throws UsageError for a name that no run ended with, with the nearest
 */
export function finals(name: string, entrants: Entrants): DotValues[] {
  return listed(entrants)
    .map(named)
    .map(({ run, label, style }) => ({ label, style, values: bySeed(run, name) }));
}

function row({ label, style, values, note }: DotValues, x: Axis): DotRow {
  const found = values.filter((value) => value !== null).map((value) => rounded(value, 5));
  const lost = values.length - found.length;
  const several = found.length > 1;
  // With half of the runs lost the middle one is lost too.
  const value = 2 * lost >= values.length ? null : rounded(median(found), 5);
  const zeros = x.scale === 'log' && value !== 0 ? found.filter((one) => one === 0).length : 0;
  const said = [
    ...(zeros > 0 && value !== null ? [numberText(value)] : []),
    ...(zeros > 0 ? [`${zeros} of ${values.length} at 0`] : []),
    ...(lost > 0 ? [`${lost} of ${values.length} without a result`] : []),
  ];
  const words = note ?? (said.length > 0 ? said.join(', ') : undefined);
  return {
    label: label ?? styleOf(style).label,
    style,
    value,
    ...(several && { low: Math.min(...found), high: Math.max(...found), points: found }),
    ...(words !== undefined && { note: words }),
  };
}
