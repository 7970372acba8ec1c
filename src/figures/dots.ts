import { median, rounded } from '../shared/stats.ts';
import { UsageError } from '../shared/errors.ts';
import { didYouMean } from '../shared/nearest.ts';
import { checkFigure } from './check-figure.ts';
import { named, type Entrant } from './entrant.ts';
import type { Axis, Described, DotRow, Dots } from './figure.ts';
import { numberText } from './number-text.ts';
import { joined } from './protocol.ts';
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

export interface DotsOptions extends Described {
  readonly x: Axis;
  readonly rows: readonly DotValues[];
  readonly limit?: Dots['limit'];
}

/**
 * One row for each entrant: the median as a dot, the range as a bar, single results behind it. What dot and bar are is
 * added to the subtitle where a row has several results.
 * @throws UsageError for missing words, an unknown style, a value that the axis cannot show
 */
export function dots({ x, rows, limit, subtitle, ...words }: DotsOptions): Dots {
  const most = Math.max(...rows.map(({ values }) => values.length));
  return checkFigure<Dots>({
    kind: 'dots',
    ...words,
    subtitle: joined(
      subtitle,
      most > 1 ? `dot: median of ${most} seeds, bar: smallest to largest` : '',
    ),
    x,
    rows: rows.map((one) => row(one, x)),
    ...(limit && { limit }),
  });
}

/**
 * What each entrant ended with: a measured series, a judgement, or `updates`.
 * @throws UsageError for a name that no run ended with, with the nearest
 */
export function finals(entrants: readonly Entrant[], name: string): DotValues[] {
  return entrants.map(named).map(({ run, label, style }) => {
    const values = Object.hasOwn(run.final, name) ? run.final[name] : undefined;
    if (values !== undefined) return { label, style, values };
    throw new UsageError({
      who: 'finals',
      rule: `unknown result "${name}"`,
      remedy: didYouMean(name, Object.keys(run.final)),
    });
  });
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
