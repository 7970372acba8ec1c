import { UsageError } from '../shared/errors.ts';
import { checkDrawing } from './check-figure.ts';
import type { Contours, Drawing, Path } from './figure.ts';
import { landscape } from './landscape.ts';
import type { LevelChoice } from './levels.ts';
import { joined } from './protocol.ts';

/** Heights that are known at the points of a grid only. */
export interface Surface {
  readonly label: string;
  readonly note?: string;
  /** The columns' and rows' places, evenly spaced and increasing; at least two of each. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Row by row from the lowest y. */
  readonly heights: readonly number[];
  /** Default: none. */
  readonly paths?: readonly Path[];
  /** Where a star stands. */
  readonly minimum?: readonly [number, number];
}

export interface SurfacesOptions {
  /** A panel for each. */
  readonly surfaces: readonly Surface[];
  /** Default `log`. */
  readonly levels?: LevelChoice;
  /** What the axes are. */
  readonly x: string;
  readonly y: string;
}

/**
 * Contours of surfaces that were measured on a grid, by bilinear interpolation.
 * @throws UsageError for a grid whose heights do not fill it, an unknown style
 */
export function surfaces({ surfaces, levels = 'log', x, y }: SurfacesOptions): Drawing<Contours> {
  return checkDrawing<Drawing<Contours>>({
    kind: 'contours',
    subtitle: joined(
      surfaces.some(({ paths = [] }) => paths.length > 0) ? '○ start' : '',
      'darker is lower',
    ),
    x,
    y,
    landscapes: surfaces.map((surface) =>
      landscape(between(surface), { x: ends(surface.x), y: ends(surface.y) }, levels),
    ),
    panels: surfaces.map(({ label, note, paths = [], minimum }, i) => ({
      title: label,
      ...(note !== undefined && { note }),
      landscape: i,
      paths,
      ...(minimum && { minimum }),
    })),
  });
}

function ends(places: readonly number[]): readonly [number, number] {
  return [places[0] as number, places.at(-1) as number];
}

/** The height between the four points of the grid around a place. */
function between({ label, x, y, heights }: Surface): (x: number, y: number) => number {
  if (x.length < 2 || y.length < 2 || heights.length !== x.length * y.length) {
    throw new UsageError({
      who: 'surfaces',
      rule: `"${label}" must have ${x.length} × ${y.length} heights, at least 2 × 2`,
      got: heights.length,
    });
  }
  const cell = (places: readonly number[], at: number) => {
    const [from, to] = ends(places);
    const place = ((at - from) / (to - from)) * (places.length - 1);
    const index = Math.min(Math.max(0, Math.floor(place)), places.length - 2);
    return [index, place - index] as const;
  };
  return (atX, atY) => {
    const [column, right] = cell(x, atX);
    const [row, up] = cell(y, atY);
    const height = (i: number, j: number) => heights[(row + j) * x.length + column + i] as number;
    const along = (j: number) => height(0, j) + right * (height(1, j) - height(0, j));
    return along(0) + up * (along(1) - along(0));
  };
}
