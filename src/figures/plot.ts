import { shown, UsageError } from '../shared/errors.ts';
import { rounded } from '../shared/stats.ts';
import { canStand, checkDrawing } from './check-figure.ts';
import type { Axis, Curves, Drawing, Guide, Line } from './figure.ts';
import { numberText } from './number-text.ts';
import { styleOf } from './styles.ts';

/** A line with its label by default the name of its style. */
export interface PlotLine extends Omit<Line, 'label'> {
  readonly label?: string;
}

export interface PlotOptions {
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly PlotLine[];
  readonly strip?: { readonly y: Axis; readonly lines: readonly PlotLine[] };
  readonly guides?: readonly Guide[];
  /** What the runs say of themselves. Default: nothing. */
  readonly subtitle?: string;
}

/**
 * Lines over any two quantities. Numbers are rounded to five digits; what is not finite, or 0 on a log axis, leaves a
 * gap, and a line with zeros there says in its label where.
 * @throws UsageError for an unknown style, lists of different lengths, a line without a value to show,
 * values below 0 on a log axis
 */
export function plot({ x, y, lines, strip, guides, subtitle = '' }: PlotOptions): Drawing<Curves> {
  return checkDrawing<Drawing<Curves>>({
    kind: 'curves',
    subtitle,
    x,
    y,
    lines: lines.map((line) => tidied(line, y)),
    ...(strip && {
      strip: { y: strip.y, lines: strip.lines.map((line) => tidied(line, strip.y)) },
    }),
    ...(guides && { guides }),
  });
}

function tidied({ label, x, y, low, high, ...line }: PlotLine, axis: Axis): Line {
  const name = label ?? styleOf(line.style).label;
  const below = y.find((value) => axis.scale === 'log' && value !== null && value < 0);
  if (below !== undefined) {
    throw new UsageError({
      who: 'curves',
      rule: `line "${name}" must not be below 0 on a log axis`,
      got: shown(below),
      remedy: 'use scale "linear"',
    });
  }
  const place = (value: number | null) => (canStand(value, axis) ? rounded(value, 5) : null);
  const places = y.map(place);
  return {
    ...line,
    label: axis.scale === 'log' ? `${name}${zerosIn(x, y)}` : name,
    x: x.map((value) => rounded(value, 5)),
    y: places,
    ...(low && { low: low.map(place) }),
    ...(high && { high: high.map(place) }),
  };
}

/** Where a line on a log axis is 0, in words: at its end, or at single places. */
function zerosIn(x: readonly number[], y: PlotLine['y']): string {
  const end = y.findLastIndex((value) => value !== 0 && value !== null) + 1;
  if (end === 0) return '';
  if (y.indexOf(0) === end && y.lastIndexOf(0) > end) {
    return ` (0 from ${numberText(x[end] as number)} on)`;
  }
  const zeros = x.filter((_, i) => y[i] === 0).map((one) => numberText(one));
  if (zeros.length === 0) return '';
  return zeros.length > 3 ? ` (0 at ${zeros.length} places)` : ` (0 at ${zeros.join(', ')})`;
}
