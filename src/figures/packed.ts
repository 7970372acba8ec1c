import { rounded } from '../shared/stats.ts';
import type { Axis, Contours, Curves, Dots, Figure, Line, Path } from './figure.ts';

/** A figure as a page carries it for its script: numbers in four digits, no words and no landscapes, which the picture has. */
export type PackedFigure =
  | (Omit<Curves, 'lines' | 'strip' | Said> & {
      readonly lines: readonly PackedLine[];
      readonly strip?: { readonly y: Axis; readonly lines: readonly PackedLine[] };
    })
  | PackedWalks
  | Omit<Dots, Said>;

/** What a page's script needs to make a figure live: what is drawn, and where in its pictures. */
export interface LiveData {
  readonly figure: PackedFigure;
  /** For walks the plot of each panel in CSS pixels, by the name of the format. */
  readonly plots?: Readonly<Record<string, readonly PlotPlace[]>>;
}

/** Sides of a plot. */
export interface PlotPlace {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

type Said = 'title' | 'subtitle' | 'alt';

/** The ways over the landscapes of a figure. */
export interface PackedWalks {
  readonly kind: 'contours';
  readonly x: string;
  readonly y: string;
  readonly panels: readonly {
    readonly title: string;
    readonly window: readonly [x: readonly [number, number], y: readonly [number, number]];
    readonly paths: readonly Walked[];
  }[];
}

/** A path whose points are those of a walk. */
export type Walked = Pick<Path, 'label' | 'style' | 'points' | 'broke'> &
  Required<Pick<Path, 'every'>>;

type PackedLine = Omit<Line, 'x'> & { readonly x: PackedPlaces };

/** All of them; evenly spaced ones as first, step and count; or those of the line at that index. */
type PackedPlaces =
  | readonly number[]
  | { readonly from: number; readonly step: number; readonly count: number }
  | { readonly of: number };

const digits = 4;

/** A figure for a page's script; undefined where a script has nothing to add. */
export function packed(figure: Figure): PackedFigure | undefined {
  const { title: _, subtitle: _s, alt: _a, ...bare } = figure;
  if (bare.kind === 'curves') {
    const { strip, lines, ...rest } = bare;
    return brief({
      ...rest,
      lines: packedLines(lines),
      ...(strip && { strip: { ...strip, lines: packedLines(strip.lines) } }),
    });
  }
  if (bare.kind === 'contours') return isWalked(bare) ? brief(packedWalks(bare)) : undefined;
  return bare.kind === 'dots' ? brief(bare) : undefined;
}

function isWalked({ panels }: Pick<Contours, 'panels'>): boolean {
  return panels.every(({ paths }) => paths.every(({ every }) => every !== undefined));
}

function packedWalks({ x, y, panels, landscapes }: Omit<Contours, Said>): PackedWalks {
  return {
    kind: 'contours',
    x,
    y,
    panels: panels.map(({ title, landscape, paths }) => {
      const ground = landscapes[landscape] as Contours['landscapes'][number];
      return {
        title,
        window: [ground.x, ground.y],
        paths: paths.map(({ label, style, points, broke, every = 1 }) => ({
          label,
          style,
          points,
          every,
          ...(broke !== undefined && { broke }),
        })),
      };
    }),
  };
}

function packedLines(lines: readonly Line[]): readonly PackedLine[] {
  const seen: string[] = [];
  return lines.map((line) => {
    const key = JSON.stringify(line.x);
    const of = seen.indexOf(key);
    seen.push(key);
    return { ...line, x: of >= 0 ? { of } : spaced(line.x) };
  });
}

function spaced(x: readonly number[]): PackedPlaces {
  const [from = 0, second = 0] = x;
  const step = second - from;
  const isEven = x.every((at, i) => at === from + i * step);
  return x.length > 3 && isEven && [from, step].every((one) => one === rounded(one, digits))
    ? { from, step, count: x.length }
    : x;
}

function brief<T>(data: T): T {
  const short = (_: string, value: unknown) =>
    typeof value === 'number' ? rounded(value, digits) : value;
  return JSON.parse(JSON.stringify(data, short)) as T;
}

/** Lines as they were before they were packed, but for digits. */
export function unpackedLines(lines: readonly PackedLine[]): readonly Line[] {
  const done: Line[] = [];
  for (const line of lines) done.push({ ...line, x: places(line.x, done) });
  return done;
}

function places(x: PackedPlaces, before: readonly Line[]): readonly number[] {
  if ('of' in x) return (before[x.of] as Line).x;
  if ('step' in x) return Array.from({ length: x.count }, (_, i) => x.from + i * x.step);
  return x;
}
