import type { Chart, Plugin } from 'chart.js';
import type { Line } from '../figures/figure.ts';
import { styleOf } from '../figures/styles.ts';
import { placeCallout, type Box } from './callout.ts';
import { faded, inkOf } from './color.ts';
import { lastSeen, pixels, reachesBorder, traced } from './line-end.ts';
import { drawCross, drawMarker } from './marker.ts';
import type { Extent } from '../figures/extent.ts';
import { labelFont, textFont } from './theme.ts';
import { write, written, type Written } from './written.ts';

/** Marks and names, inside the plot, the ends of lines that do not reach its right border: a cross where one broke off. */
export function innerLabelsPlugin(
  lines: readonly Line[],
  extents: { readonly x: Extent; readonly y: Extent },
  scaleId: string,
): Plugin<'line'> {
  const ending = lines.filter((line) => !reachesBorder(line, extents.x, extents.y));
  return {
    id: `inner-labels-${scaleId}`,
    afterDatasetsDraw: (chart) => {
      const [x, y] = [chart.scales['x'], chart.scales[scaleId]];
      if (!x || !y || ending.length === 0) return;
      const obstacles = lines.flatMap((line) => traced(pixels(line, x, y)));
      const ends = ending.map((line) => lastSeen(pixels(line, x, y), y));
      const taken: Box[] = ends.map(([left, top]) => ({
        left: left - 6,
        right: left + 6,
        top: top - 6,
        bottom: top + 6,
      }));
      const bounds = { left: x.left + 2, right: x.right, top: y.top, bottom: y.bottom - 2 };
      for (const [i, line] of ending.entries()) {
        const end = ends[i] as readonly [number, number];
        const others = taken.filter((_, k) => k !== i);
        taken.push(label(chart, line, end, bounds, others, obstacles));
      }
      for (const [i, line] of ending.entries())
        mark(chart, line, ends[i] as readonly [number, number]);
    },
  };
}

function label(
  { ctx, chartArea }: Chart,
  { label, style, broke }: Line,
  end: readonly [number, number],
  bounds: Box,
  taken: readonly Box[],
  obstacles: readonly (readonly [number, number])[],
): Box {
  const { color } = styleOf(style);
  const words = [
    [label, labelFont] as const,
    ...(broke === undefined ? [] : [[broke, textFont] as const]),
  ];
  const widths = chartArea.width < 400 ? [130, 90] : [220, 110];
  const texts = widths.map((width) => written(words, inkOf(color), width));
  const { box, choice } = placeCallout(end, texts, bounds, taken, obstacles);
  const text = texts[choice] as Written;
  lead(ctx, end, box, color);
  write(ctx, text, box.left, box.top, true);
  return box;
}

/** A thin line from an end to a text that stands away from it. */
function lead(
  ctx: CanvasRenderingContext2D,
  [x, y]: readonly [number, number],
  box: Box,
  color: string,
): void {
  const nearX = Math.max(box.left - 2, Math.min(box.right + 2, x));
  const nearY = Math.max(box.top, Math.min(box.bottom, y));
  if (Math.hypot(nearX - x, nearY - y) < 16) return;
  ctx.save();
  ctx.strokeStyle = faded(color, 0.7);
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(nearX, nearY);
  ctx.stroke();
  ctx.restore();
}

function mark({ ctx }: Chart, { style, broke }: Line, [x, y]: readonly [number, number]): void {
  const { color, marker } = styleOf(style);
  if (broke === undefined) drawMarker(ctx, marker, x, y, 4, color);
  else drawCross(ctx, x, y, 6, color);
}
