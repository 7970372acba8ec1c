import type { Plugin } from 'chart.js';
import type { Parallel, ParallelAxis, ParallelLine } from '../figures/figure.ts';
import { styleOf } from '../figures/styles.ts';
import type { Sheet } from './canvas-chart.ts';
import { faded } from './color.ts';
import { full, type Format } from './format.ts';
import { headingOf } from './heading.ts';
import { drawCross, drawMarker } from './marker.ts';
import { extentOf, type Extent } from '../figures/extent.ts';
import { axisLine, ink, leading, margin, quiet, textFont, tickFont } from './theme.ts';
import { ticksWidth } from './ticks-width.ts';
import { unwritten, write, written, type Written } from './written.ts';

/** Beyond the end of an axis, for the crosses of what has no value there. */
const beyondFor = ({ lines }: Parallel) =>
  lines.some(({ values }) => values.includes(null)) ? 26 : 6;
/** From an axis to its numbers. */
const tickGap = 8;
/** From one axis to the next where they lie one below the other. */
const rowHeight = 112;
/** Around axes without words. */
const edge = 14;

/** An axis as it stands or lies on the page, in CSS pixels. */
interface Placed {
  readonly extent: Extent;
  readonly name: Written;
  /** Where its least and its greatest value are, and where a cross stands. */
  readonly low: readonly [number, number];
  readonly high: readonly [number, number];
  readonly lost: readonly [number, number];
}

/** Parallel axes: upright side by side or, where the picture is narrow, lying one below the other. */
export function parallelSheet(figure: Parallel, format: Format = full): Sheet {
  const heading = headingOf(figure, format);
  const lying = format.narrow && format.words;
  const axes = (lying ? lyingAxes : uprightAxes)(figure, format, heading.height);
  const height = lying
    ? heading.height + rowHeight * (figure.axes.length - 1) + 88
    : heading.height + format.plot + (format.words ? 92 : 0);
  return {
    width: format.width,
    height,
    config: {
      type: 'line',
      data: { datasets: [] },
      options: {
        scales: {
          x: { type: 'linear', display: false },
          y: { type: 'linear', display: false },
        },
      },
      plugins: [
        heading.plugin,
        linesPlugin(figure.lines, axes),
        axesPlugin(axes, lying, format.words),
      ],
    },
  };
}

function uprightAxes(figure: Parallel, { plot, width, words }: Format, top: number): Placed[] {
  const { axes, lines } = figure;
  const beyond = beyondFor(figure);
  const extents = axes.map((axis, i) => extentFor(axis, lines, i, plot));
  const first = words ? Math.max(ticksWidth(extents[0] as Extent) + tickGap, 40) : 0;
  const [left, right] = words ? [margin + first, width - margin - 46] : [edge, width - edge];
  const apart = (right - left) / (axes.length - 1);
  const [upper, lower] = words
    ? [top + 62 + beyond, top + plot + 70]
    : [edge + beyond, plot - edge];
  return extents.map((extent, i) => {
    const x = left + apart * i;
    return {
      extent,
      name: nameOf(axes[i] as ParallelAxis, words, Math.min(230, Math.max(60, apart - 12))),
      low: [x, lower],
      high: [x, upper],
      lost: [x, upper - beyond + 4],
    };
  });
}

function lyingAxes(figure: Parallel, { width }: Format, top: number): Placed[] {
  const { axes, lines } = figure;
  const beyond = beyondFor(figure);
  const [left, right] = [margin + 14, width - margin - beyond - 6];
  return axes.map((axis, i) => {
    const extent = extentFor(axis, lines, i, right - left);
    const y = top + rowHeight * i + 52;
    return {
      extent,
      name: nameOf(axis, true, width - 2 * margin),
      low: [left, y],
      high: [right, y],
      lost: [right + beyond - 4, y],
    };
  });
}

function extentFor(
  axis: ParallelAxis,
  lines: readonly ParallelLine[],
  index: number,
  pixels: number,
): Extent {
  const { names } = axis;
  if (names) {
    const ticks = names.map((text, value) => ({ value, text }));
    return { scale: 'linear', min: 0, max: Math.max(1, names.length - 1), ticks };
  }
  const values = lines.map(({ values }) => values[index] ?? null);
  return extentOf(axis, values, pixels, true);
}

function nameOf({ label, scale }: ParallelAxis, words: boolean, width: number): Written {
  const text = scale === 'log' ? `${label} (log scale)` : label;
  return words ? written([[text, textFont]], ink, width) : unwritten;
}

function place(
  { extent, low, high, lost }: Placed,
  value: number | null,
): readonly [number, number] {
  if (value === null) return lost;
  const { scale, min, max } = extent;
  const log = value === 0 ? 0 : Math.log(value / min) / Math.log(max / min);
  const at = scale === 'log' ? log : (value - min) / (max - min);
  return [low[0] + (high[0] - low[0]) * at, low[1] + (high[1] - low[1]) * at];
}

/** The pale lines, then on a white rim the bold ones. */
function linesPlugin(lines: readonly ParallelLine[], axes: readonly Placed[]): Plugin<'line'> {
  const pale = lines.filter(({ bold }) => !bold);
  const bold = lines.filter((line) => line.bold);
  const points = ({ values }: ParallelLine) =>
    axes.map((axis, i) => place(axis, values[i] ?? null));
  return {
    id: 'parallel-lines',
    beforeDatasetsDraw: ({ ctx }) => {
      ctx.save();
      ctx.lineJoin = 'round';
      const alpha = pale.length > 60 ? 0.22 : 0.4;
      const trace = (line: ParallelLine, color: string, width: number) => {
        ctx.strokeStyle = color;
        ctx.lineWidth = width;
        ctx.beginPath();
        for (const point of points(line)) ctx.lineTo(...point);
        ctx.stroke();
      };
      for (const line of pale) trace(line, faded(quiet, alpha), 1);
      for (const line of bold) {
        const { color } = styleOf(line.style);
        trace(line, 'rgba(255, 255, 255, 0.9)', 4.6);
        trace(line, color, 2);
      }
      ctx.restore();
    },
    afterDatasetsDraw: ({ ctx }) => {
      for (const { values, bold, style } of lines) {
        const { color } = styleOf(style);
        for (const [i, axis] of axes.entries()) {
          if (values[i] === null) drawCross(ctx, ...axis.lost, 4, bold ? color : quiet);
        }
      }
      for (const line of bold) {
        const { color, marker } = styleOf(line.style);
        for (const point of points(line)) drawMarker(ctx, marker, ...point, 3.6, color);
      }
    },
  };
}

function axesPlugin(axes: readonly Placed[], lying: boolean, words: boolean): Plugin<'line'> {
  return {
    id: 'parallel-axes',
    beforeDatasetsDraw: ({ ctx }) => {
      ctx.save();
      ctx.strokeStyle = axisLine;
      ctx.lineWidth = 1.2;
      for (const { low, high } of axes) {
        ctx.beginPath();
        ctx.moveTo(...low);
        ctx.lineTo(...high);
        ctx.stroke();
      }
      ctx.restore();
    },
    afterDatasetsDraw: ({ ctx, width }) => {
      if (!words) return;
      for (const axis of axes) {
        const { name, low, high, lost, extent } = axis;
        if (lying) write(ctx, name, margin, low[1] - name.height - 8, true);
        else {
          const left = Math.min(high[0] - name.width / 2, width - margin - name.width);
          write(ctx, name, Math.max(margin, left), lost[1] - name.height - 12);
        }
        for (const { value, text } of extent.ticks) {
          if (text === '') continue;
          const [x, y] = place(axis, value);
          ctx.save();
          ctx.strokeStyle = axisLine;
          ctx.beginPath();
          ctx.moveTo(x, y);
          ctx.lineTo(x - (lying ? 0 : 4), y + (lying ? 4 : 0));
          ctx.stroke();
          ctx.restore();
          const label = written([[text, tickFont]], quiet, 110);
          if (lying) write(ctx, label, x - label.width / 2, y + 5, true);
          else
            write(ctx, label, x - tickGap - label.width, y - (tickFont.size * leading) / 2, true);
        }
      }
    },
  };
}
