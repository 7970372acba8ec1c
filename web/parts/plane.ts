import type { Window } from '#src/figures/landscape';

export type Point = readonly [number, number];

/** Between two weights and the pixels of a picture. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly toPixels: (point: Point) => Point;
  readonly toWeights: (pixels: Point) => Point;
}

/** The plane of a picture of that size that shows `window`. */
export function plane({ x, y }: Window, width: number, height: number): Plane {
  const [scaleX, scaleY] = [width / (x[1] - x[0]), height / (y[1] - y[0])];
  return {
    width,
    height,
    toPixels: (point) => [(point[0] - x[0]) * scaleX, height - (point[1] - y[0]) * scaleY],
    toWeights: (pixels) => [x[0] + pixels[0] / scaleX, y[0] + (height - pixels[1]) / scaleY],
  };
}

/** As exact as a picture needs it; many times as fast as `toFixed`. */
export const tenths = (value: number) => Math.round(10 * value) / 10;

/** The way through `points`, as the `d` of a path; it ends where it is far outside. */
export function trail({ width, height, toPixels }: Plane, points: readonly Point[]): string {
  const far = 20 * Math.max(width, height);
  const steps: string[] = [];
  for (const point of points) {
    const [x, y] = toPixels(point);
    const clamp = (value: number) => tenths(Math.max(-far, Math.min(far, value)));
    steps.push(`${clamp(x)} ${clamp(y)}`);
    if (!(Math.abs(x) < far && Math.abs(y) < far)) break;
  }
  return steps.length > 1 ? `M${steps.join('L')}` : '';
}

/** The last point of the way that is inside the picture or, where the way leaves it for good, the place at its border. */
export function lastSeen({ width, height, toPixels }: Plane, points: readonly Point[]): Point {
  const inside = ([x, y]: Point) => x >= 0 && x <= width && y >= 0 && y <= height;
  const at = points.findLastIndex((point) => inside(toPixels(point)));
  const from = toPixels(points[Math.max(0, at)] as Point);
  const next = points[at + 1];
  if (next === undefined) return from;
  const to = toPixels(next);
  const shares = ([0, 1] as const).map((axis) => {
    const limit = to[axis] < 0 ? 0 : axis === 0 ? width : height;
    const past = to[axis] < 0 || to[axis] > limit;
    return past ? (limit - from[axis]) / (to[axis] - from[axis]) : 1;
  });
  const share = Math.min(...shares);
  return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
}

/** Places for words beside `spots`, of which none covers another; undefined where there is no room. */
export function besides(
  spots: readonly { readonly at: Point; readonly text: string }[],
  { width, height }: Plane,
): readonly ({ readonly at: Point; readonly anchor: 'start' | 'end' } | undefined)[] {
  const taken: (readonly [number, number, number, number])[] = spots.map(({ at: [x, y] }) => {
    return [x - 6, y - 6, x + 6, y + 6];
  });
  const free = ([left, top, right, bottom]: (typeof taken)[number]) =>
    left > 2 &&
    top > 2 &&
    right < width - 2 &&
    bottom < height - 2 &&
    taken.every(([l, t, r, b]) => right < l || left > r || bottom < t || top > b);
  return spots.map(({ at: [x, y], text }) => {
    const long = 7.4 * text.length;
    for (const dy of [4, -10, 18, -22, 30]) {
      for (const anchor of ['start', 'end'] as const) {
        const left = anchor === 'start' ? x + 10 : x - 10 - long;
        const box = [left, y + dy - 10, left + long, y + dy + 3] as const;
        if (!free(box)) continue;
        taken.push(box);
        return { at: [anchor === 'start' ? x + 10 : x - 10, y + dy] as const, anchor };
      }
    }
    return undefined;
  });
}
