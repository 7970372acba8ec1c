import type { Plugin, Scale } from 'chart.js';
import { numberText } from '../figures/number-text.ts';
import type { DotRow, Dots } from '../figures/figure.ts';
import { styleOf } from '../figures/styles.ts';
import { faded, inkOf } from './color.ts';
import type { Format } from './format.ts';
import { drawCross, drawMarker } from './marker.ts';
import { grid, ink, labelFont, margin, quiet, textFont } from './theme.ts';
import { unwritten, write, written, type Written } from './written.ts';

type Pen = CanvasRenderingContext2D;

const leastHeight = 34;
const limitColor = '#d55e00';
/** From a dot to its note. */
export const noteGap = 14;

/** A row with its words, placed from the top of the plot in CSS pixels. */
export interface PlacedRow {
  readonly row: DotRow;
  readonly label: Written;
  readonly note: Written;
  readonly top: number;
  readonly height: number;
}

/** Rows one below the other, each as high as its words need; without words they share the plot. */
export function placedRows(rows: readonly DotRow[], format: Format): PlacedRow[] {
  const { narrow } = format;
  const say: typeof written = (...text) => (format.words ? written(...text) : unwritten);
  let edge = 0;
  return rows.map((row) => {
    const { color } = styleOf(row.style);
    const label = say([[row.label, labelFont]], inkOf(color), narrow ? 120 : 230);
    const words = row.note ?? (row.value === null ? 'no result' : numberText(row.value));
    const note = say([[words, textFont]], ink, narrow ? 150 : 300);
    const height = format.words
      ? Math.max(leastHeight, label.height + 12, note.height + 12)
      : (format.plot - 2 * margin) / rows.length;
    const top = edge;
    edge += height;
    return { row, label, note, top, height };
  });
}

/** The name of each row to the left of the plot; single results pale, their range as a bar, the value with its note. */
export function rowsPlugin(rows: readonly PlacedRow[], limit?: number): Plugin<'line'> {
  return {
    id: 'rows',
    afterDatasetsDraw: ({ ctx, scales }) => {
      const [x, y] = [scales['x'], scales['y']];
      if (!x || !y) return;
      for (const { row, label, note, top, height } of rows) {
        const middle = y.top + top + height / 2;
        write(ctx, label, x.left - label.width - 14, middle - label.height / 2);
        drawRule(ctx, x, middle);
        drawResults(ctx, row, x, middle);
        drawValue(ctx, row, x, middle);
        write(ctx, note, noteLeft(row, note.width, x, limit), middle - note.height / 2, true);
      }
    },
  };
}

function drawRule(pen: Pen, { left, right }: Scale, middle: number): void {
  pen.save();
  pen.strokeStyle = grid;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(left, middle);
  pen.lineTo(right, middle);
  pen.stroke();
  pen.restore();
}

function drawResults(
  pen: Pen,
  { style, low, high, points = [] }: DotRow,
  x: Scale,
  middle: number,
): void {
  const { color } = styleOf(style);
  pen.save();
  if (low !== undefined && high !== undefined) {
    const [from, to] = [placeOf(low, x), placeOf(high, x)];
    pen.fillStyle = faded(color, 0.25);
    pen.beginPath();
    pen.roundRect(from - 3.5, middle - 3.5, to - from + 7, 7, 3.5);
    pen.fill();
  }
  pen.fillStyle = faded(color, 0.55);
  pen.strokeStyle = pen.fillStyle;
  for (const point of points) {
    pen.beginPath();
    pen.arc(placeOf(point, x), middle, 2.6, 0, 2 * Math.PI);
    if (isNowhere(point, x)) pen.stroke();
    else pen.fill();
  }
  pen.restore();
}

/** A note stands to the right of its marks; to the left of a cross, and where it would stand on the limit's line. */
function noteLeft({ value, low, high }: DotRow, width: number, x: Scale, limit?: number): number {
  if (value === null) return x.right - 10 - noteGap - width;
  const after = placeOf(high ?? value, x) + noteGap;
  const before = placeOf(low ?? value, x) - noteGap - width;
  if (limit === undefined || before < x.left) return after;
  const line = x.getPixelForValue(limit);
  return line > after - noteGap && line < after + width + 3 ? before : after;
}

function drawValue(pen: Pen, { style, value }: DotRow, x: Scale, middle: number): void {
  const { color, marker } = styleOf(style);
  if (value === null) {
    drawCross(pen, x.right - 10, middle, 6, color);
    return;
  }
  const at = placeOf(value, x);
  drawMarker(pen, isNowhere(value, x) ? 'ring' : marker, at, middle, 5.4, color);
}

/** 0 has no place on a log axis: an open mark at the border. */
function isNowhere(value: number, x: Scale): boolean {
  return x.type === 'logarithmic' && value <= 0;
}

function placeOf(value: number, x: Scale): number {
  return isNowhere(value, x) ? x.left : x.getPixelForValue(value);
}

/** The limit as a dashed line, named above the plot, and a pale area beyond it. */
export function limitPlugin({ limit }: Dots, words: boolean): Plugin<'line'> {
  return {
    id: 'limit',
    beforeDatasetsDraw: ({ ctx, scales }) => {
      const [x, y] = [scales['x'], scales['y']];
      if (!x || !y || !limit) return;
      const at = x.getPixelForValue(limit.at);
      const name = written([[limit.label, textFont]], quiet, 300);
      ctx.save();
      ctx.fillStyle = faded(limitColor, 0.07);
      ctx.fillRect(at, y.top, x.right - at, y.height);
      ctx.strokeStyle = quiet;
      ctx.lineWidth = 1.2;
      ctx.setLineDash([5, 4]);
      ctx.beginPath();
      ctx.moveTo(at, y.top - 4);
      ctx.lineTo(at, y.bottom);
      ctx.stroke();
      ctx.restore();
      if (!words) return;
      const left = Math.max(x.left, Math.min(x.right - name.width, at - name.width / 2));
      write(ctx, name, left, y.top - name.height - 6);
    },
  };
}
