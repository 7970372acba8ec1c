import type { Plugin } from 'chart.js';
import type { Axis, Dots } from '../figures/figure.ts';
import type { Sheet } from './canvas-chart.ts';
import { limitPlugin, noteGap, placedRows, rowsPlugin, type PlacedRow } from './dot-rows.ts';
import { full, type Format } from './format.ts';
import { headingOf } from './heading.ts';
import { extentOf, type Extent } from '../figures/extent.ts';
import { scaleOptions } from './scale.ts';
import { ink, margin, textFont } from './theme.ts';
import { write, written } from './written.ts';

/** Rows of dots over one axis, their names on the left, the name of the axis below. */
export function dotsSheet(figure: Dots, format: Format = full): Sheet {
  const { width, words } = format;
  const { limit } = figure;
  const heading = headingOf(figure, format);
  const rows = placedRows(figure.rows, format);
  const labelWidth = Math.max(...rows.map(({ label }) => label.width));
  const left = Math.ceil(margin + labelWidth + (words ? 14 : 0));
  const right = margin + 8;
  const top = words ? heading.height + (limit ? 36 : 16) : margin;
  const plot = rows.reduce((sum, { height }) => sum + height, 0);
  const x = dotsExtent(figure, width - left - right, rows);
  return {
    width,
    height: Math.ceil(top + plot + (words ? 58 : margin)),
    config: {
      type: 'line',
      data: { datasets: [] },
      options: {
        layout: { padding: { left, right, top, bottom: words ? 30 : margin }, autoPadding: false },
        scales: {
          x: scaleOptions(x, 'x', words),
          y: { type: 'linear', min: 0, max: plot, reverse: true, display: false },
        },
      },
      plugins: [
        heading.plugin,
        limitPlugin(figure, words),
        rowsPlugin(rows, limit?.at),
        ...(words ? [axisName(figure.x)] : []),
      ],
    },
  };
}

function axisName({ label, scale }: Axis): Plugin<'line'> {
  const name = written([[scale === 'log' ? `${label} (log scale)` : label, textFont]], ink, 600);
  return {
    id: 'axis-name',
    afterDraw: ({ ctx, chartArea: { left, right }, width, height }) => {
      // In a narrow picture a long name is wider than the plot.
      const middle = Math.min((left + right - name.width) / 2, width - name.width - 4);
      write(ctx, name, Math.max(4, middle), height - name.height - 10);
    },
  };
}

/** Wide enough for the values, the limit, and the widest note beside the rightmost dot. */
function dotsExtent(
  { x, rows, limit }: Dots,
  pixels: number,
  placed: readonly PlacedRow[],
): Extent {
  const values = rows.flatMap(({ value, low, high, points = [] }) => [value, low, high, ...points]);
  const all = [...values, limit?.at];
  const draft = extentOf(withZero(x, all), all, pixels, true);
  if (x.max !== undefined) return draft;
  const place = (value: number) => (x.scale === 'log' ? Math.log(value) : value);
  const [from, to] = [place(draft.min), place(draft.max)];
  let end = to;
  for (const { row, note } of placed) {
    const right = row.high ?? row.value;
    if (right === null || (x.scale === 'log' && right <= 0)) continue;
    const room = pixels - note.width - noteGap - 6;
    end = Math.max(end, from + ((place(right) - from) * pixels) / Math.max(room, pixels / 3));
  }
  const max = x.scale === 'log' ? Math.exp(end) : end;
  return extentOf({ ...x, min: draft.min, max }, all, pixels, true);
}

/** A linear axis of lengths begins at 0; a log axis leaves room for rows that are exactly 0. */
function withZero(x: Axis, values: readonly (number | null | undefined)[]): Axis {
  const found = values.filter((value) => typeof value === 'number');
  if (x.min !== undefined) return x;
  if (x.scale === 'linear') return { ...x, min: Math.min(0, ...found) };
  const least = Math.min(...found.filter((value) => value > 0));
  return found.includes(0) && Number.isFinite(least) ? { ...x, min: least / 10 } : x;
}
