import type { Scale } from 'chart.js';
import type { Line } from '../figures/figure.ts';
import { canStand } from '../figures/check-figure.ts';
import type { Extent } from '../figures/extent.ts';

/** The last point that the axis can show, as the line's index. */
export function lastIndex(line: Line, y: Extent): number {
  return line.y.findLastIndex((value) => canStand(value, { label: '', scale: y.scale }));
}

/** Whether a line reaches the right border, where its label stands outside of the plot. */
export function reachesBorder(line: Line, x: Extent, y: Extent): boolean {
  const at = line.x[lastIndex(line, y)] as number;
  const place = (value: number) => (x.scale === 'log' ? Math.log(value) : value);
  const share = (place(at) - place(x.min)) / (place(x.max) - place(x.min));
  return line.broke === undefined && share > 0.97;
}

/** A line's points in CSS pixels, without gaps. */
export function pixels(line: Line, x: Scale, y: Scale): (readonly [number, number])[] {
  return line.y.flatMap((value, i) =>
    value === null
      ? []
      : [[x.getPixelForValue(line.x[i] as number), y.getPixelForValue(value)] as const],
  );
}

/** Room for a mark at the upper and lower border. */
const inset = 7;

/** Where a line was last seen: its last point, or where it left the plot for good. */
export function lastSeen(
  points: readonly (readonly [number, number])[],
  { top, bottom }: Scale,
): readonly [number, number] {
  const last = points.at(-1) as readonly [number, number];
  if (last[1] >= top && last[1] <= bottom) return last;
  const edge = last[1] < top ? top + inset : bottom - inset;
  const i = points.findLastIndex(([, y]) => (last[1] < top ? y >= edge : y <= edge));
  const [a, b] = [points[i], points[i + 1]];
  if (!a || !b) return [last[0], edge];
  return [a[0] + ((b[0] - a[0]) * (edge - a[1])) / (b[1] - a[1]), edge];
}

/** Points every few pixels along a line, for whoever wants to keep off it. */
export function traced(
  points: readonly (readonly [number, number])[],
): (readonly [number, number])[] {
  return points.flatMap(([x, y], i) => {
    const [fromX, fromY] = points[i - 1] ?? [x, y];
    const steps = Math.min(200, Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY) / 5)));
    return Array.from({ length: steps }, (_, k) => {
      const share = (k + 1) / steps;
      return [fromX + share * (x - fromX), fromY + share * (y - fromY)] as const;
    });
  });
}
