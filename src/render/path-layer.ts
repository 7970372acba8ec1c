import type { Plugin, Scale } from 'chart.js';
import type { Panel, Path } from '../figures/figure.ts';
import { styleOf } from '../figures/styles.ts';
import { drawCross, drawMarker } from './marker.ts';
import { ink, paper } from './theme.ts';

type Point = readonly [number, number];
/** Room for a cross at the border. */
const inset = 8;

/**
 * Dots along the paths, crosses where they broke off, ○ at the starts and ★ at the minimum.
 * @param size of the marks; 1 in a large panel
 */
export function pathLayer({ paths, minimum }: Panel, size: number): Plugin<'line'> {
  return {
    id: 'paths',
    beforeDatasetsDraw: ({ ctx }) => name(ctx, 'walked'),
    afterDatasetsDraw: ({ ctx, scales }) => {
      const [x, y] = [scales['x'], scales['y']];
      if (!x || !y) return;
      const place = ([at, height]: Point): Point => [
        x.getPixelForValue(at),
        y.getPixelForValue(height),
      ];
      ctx.save();
      ctx.beginPath();
      ctx.rect(x.left, y.top, x.width, y.height);
      ctx.clip();
      for (const { style, outlines = [] } of paths) {
        for (const outline of outlines)
          drawOutline(ctx, outline.map(place), styleOf(style).color, size);
      }
      for (const path of paths) drawDots(ctx, path, place, paths.length > 1, size);
      ctx.restore();
      for (const { broke, style, points } of paths) {
        const { color } = styleOf(style);
        const end = lastInside(points.map(place), x, y);
        if (broke !== undefined) drawCross(ctx, ...end, 6 * size, color);
      }
      name(ctx, '');
      if (minimum) drawStar(ctx, ...place(minimum), size);
      for (const { points } of paths)
        drawMarker(ctx, 'ring', ...place(points[0] as Point), 4.6 * size, ink);
    },
  };
}

/** Marks what is drawn next for a page that shows how far a walk has come; on paper it changes nothing. */
function name(ctx: CanvasRenderingContext2D, className: string): void {
  Object.assign(ctx, { className });
}

function drawOutline(
  ctx: CanvasRenderingContext2D,
  points: readonly Point[],
  color: string,
  size: number,
): void {
  ctx.beginPath();
  for (const point of points) ctx.lineTo(...point);
  ctx.closePath();
  for (const [stroke, width] of [
    [paper, 3],
    [color, 1.4],
  ] as const) {
    Object.assign(ctx, { strokeStyle: stroke, lineWidth: width * size });
    ctx.stroke();
  }
}

function drawDots(
  ctx: CanvasRenderingContext2D,
  { points, style, dotEvery, broke }: Path,
  place: (point: Point) => Point,
  several: boolean,
  size: number,
): void {
  const { color, marker } = styleOf(style);
  const shape = several ? marker : 'circle';
  for (const [i, point] of points.entries()) {
    if (i > 0 && dotEvery > 0 && i % dotEvery === 0)
      drawMarker(ctx, shape, ...place(point), 3 * size, color);
  }
  if (broke === undefined)
    drawMarker(ctx, shape, ...place(points.at(-1) as Point), 4.4 * size, color);
}

function drawStar(ctx: CanvasRenderingContext2D, x: number, y: number, size: number): void {
  drawMarker(ctx, 'star', x, y, 6.8 * size, paper);
  drawMarker(ctx, 'star', x, y, 5 * size, ink);
}

/** Where a path was last seen: its last point, or where its last visible stretch leaves the window. */
function lastInside(points: readonly Point[], x: Scale, y: Scale): Point {
  const window = [
    [x.left + inset, x.right - inset],
    [y.top + inset, y.bottom - inset],
  ] as const;
  for (let i = points.length - 1; i > 0; i--) {
    const [from, to] = [points[i - 1] as Point, points[i] as Point];
    const share = leavingAt(from, to, window);
    if (share !== undefined) {
      return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
    }
  }
  return points[0] as Point;
}

/** How far along a stretch its last point within the window lies, from 0 to 1; undefined for a stretch outside. */
function leavingAt(
  from: Point,
  to: Point,
  window: readonly (readonly [number, number])[],
): number | undefined {
  let [enter, leave] = [0, 1];
  for (const [axis, [low, high]] of window.entries()) {
    const [start, way] = [from[axis] as number, (to[axis] as number) - (from[axis] as number)];
    if (way === 0 && (start < low || start > high)) return undefined;
    if (way === 0) continue;
    const [a, b] = [(low - start) / way, (high - start) / way];
    enter = Math.max(enter, Math.min(a, b));
    leave = Math.min(leave, Math.max(a, b));
  }
  return enter <= leave ? leave : undefined;
}

/**
 * The part of a path that is drawn: one that broke off ends at the first point far outside of the window, so that its
 * last huge jumps do not cross the picture.
 */
export function drawnPart(
  { points, broke }: Path,
  x: readonly [number, number],
  y: readonly [number, number],
): readonly Point[] {
  if (broke === undefined) return points;
  const far = points.findIndex(([a, b]) => outside(a, x) || outside(b, y));
  return far < 0 ? points : points.slice(0, far + 1);
}

function outside(value: number, [from, to]: readonly [number, number]): boolean {
  return value < from - (to - from) || value > to + (to - from);
}
