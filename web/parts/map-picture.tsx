import type { ComponentType } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { ground, type Ground } from '#src/lab/grounds';
import { entrants, experiment, keep, set, update, type Walker } from '../store.ts';
import { windowOf } from '../frames.ts';
import { words } from '../words.ts';
import { contourPaths } from './contours.ts';
import { Glyph } from './glyph.tsx';
import { besides, lastSeen, plane, tenths, trail, type Plane, type Point } from './plane.ts';
import { useSize } from './use-size.ts';

/** What of the ways is drawn. */
export interface MapPictureProps {
  /** So many of the entrants, from the first; default all. */
  readonly most?: number;
  /** More, on top of the ways. */
  readonly Over?: ComponentType<{ readonly view: Plane }>;
}

/** The landscape with everyone's way over it; its start can be dragged. */
export function MapPicture({ most = Infinity, Over }: MapPictureProps) {
  const { ref, width, height } = useSize<HTMLDivElement>();
  const { problem } = experiment.value;
  const land = useMemo(() => ground(problem), [problem]);
  return (
    <div class="map" ref={ref}>
      {width > 0 && (
        <Layers
          name={problem.name}
          land={land}
          width={width}
          height={height}
          most={most}
          Over={Over}
        />
      )}
    </div>
  );
}

interface LayersProps extends Required<Pick<MapPictureProps, 'most'>> {
  readonly Over: MapPictureProps['Over'] | undefined;
  readonly name: string;
  readonly land: Ground;
  readonly width: number;
  readonly height: number;
}

function Layers({ name, land, width, height, most, Over }: LayersProps) {
  const held = useRef(false);
  const window = windowOf(name, land, width / height);
  const shape = JSON.stringify([land.options, land.start, window]);
  const view = useMemo(() => plane(window, width, height), [shape, width, height]);
  // Neither the start nor the noise on slopes changes heights.
  const { start: _, noise: __, ...rest } = land.options;
  const levels = useMemo(
    () => contourPaths(land, window, width, height),
    [JSON.stringify([name, rest, window]), width, height],
  );
  const box = `0 0 ${width} ${height}`;
  const move = (point: Point) => {
    const inside = ([0, 1] as const).map((axis) => {
      const [low, high] = axis === 0 ? window.x : window.y;
      const air = 0.01 * (high - low);
      return tidy(Math.min(high - air, Math.max(low + air, point[axis])), high - low);
    });
    set({ problem: { ...experiment.value.problem, start: inside } });
  };
  const follow = (event: PointerEvent, element: Element) => {
    const { left, top } = element.getBoundingClientRect();
    move(view.toWeights([event.clientX - left, event.clientY - top]));
  };
  const grab = (event: PointerEvent & { readonly currentTarget: Element }) => {
    // A finger that lands beside the handle means to scroll.
    const isHandle = (event.target as Element).closest('.handle') !== null;
    if (event.button !== 0 || (event.pointerType === 'touch' && !isHandle)) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = true;
    follow(event, event.currentTarget);
  };
  const release = () => {
    if (held.current) keep();
    held.current = false;
  };
  return (
    <div
      class="layers"
      onPointerDown={grab}
      onPointerMove={(event) => held.current && follow(event, event.currentTarget)}
      onPointerUp={release}
      onPointerCancel={release}
    >
      <svg class="ground" viewBox={box} width={width} height={height} aria-hidden="true">
        <rect width={width} height={height} style={{ fill: 'var(--low)' }} />
        {levels.map((d, i) => (
          <path key={i} d={d} style={{ fill: area(i + 1, levels.length) }} />
        ))}
      </svg>
      <Ways view={view} minimum={land.minimum} most={most} />
      {Over && (
        <svg class="ways" viewBox={box} width={width} height={height} aria-hidden="true">
          <Over view={view} />
        </svg>
      )}
      <Handle at={view.toPixels(land.start)} start={land.start} span={window.x} move={move} />
    </div>
  );
}

const area = (level: number, of: number) =>
  `color-mix(in srgb, var(--low), var(--high) ${((100 * level) / of).toFixed(1)}%)`;

/** As many digits as a pixel is worth. */
function tidy(value: number, span: number): number {
  const digits = Math.max(0, Math.ceil(-Math.log10(span / 500)));
  return Number(value.toFixed(digits));
}

interface WaysProps {
  readonly view: Plane;
  readonly minimum: Point;
  readonly most: number;
}

function Ways({ view, minimum, most }: WaysProps) {
  const shown = update.value;
  const walkers = entrants.value.slice(0, most);
  const heads = walkers.map((walker) => headOf(view, walker, shown));
  const labels = besides(
    heads.map(({ at, text }) => ({ at, text })),
    view,
  );
  const [x, y] = view.toPixels(minimum);
  const [startX, startY] = view.toPixels(walkers[0]?.way.points[0] as Point);
  const box = `0 0 ${view.width} ${view.height}`;
  const picture = `${words.map.label}: ${heads.map(({ text }) => text).join(', ')}`;
  return (
    <svg
      class="ways"
      viewBox={box}
      width={view.width}
      height={view.height}
      role="img"
      aria-label={picture}
    >
      <path class="bottom" d={`M${x - 7} ${y}H${x + 7}M${x} ${y - 7}V${y + 7}`} />
      {walkers.map(({ way, style, colors }, i) => {
        const passed = way.points.slice(0, shown + 1);
        const d = trail(view, passed);
        const dash = style.dash.join(' ');
        return (
          <g key={i} style={colors}>
            <path
              class="trail ahead"
              d={trail(view, way.points.slice(shown))}
              stroke-dasharray={dash}
            />
            <path class="halo" d={d} />
            <path class="trail" d={d} stroke-dasharray={dash} />
            <Dots view={view} points={passed} />
          </g>
        );
      })}
      <circle class="origin" cx={startX} cy={startY} r={7.5} />
      {heads.map(({ at, isOver }, i) => {
        const { style, colors } = walkers[i] as Walker;
        return (
          <g key={i} style={colors}>
            <Glyph marker={isOver ? 'cross' : style.marker} x={at[0]} y={at[1]} radius={5.5} />
          </g>
        );
      })}
      {labels.map((label, i) => {
        if (!label) return null;
        const { colors } = walkers[i] as Walker;
        return (
          <text
            key={i}
            x={label.at[0]}
            y={label.at[1]}
            text-anchor={label.anchor}
            style={colors}
            class="who"
          >
            {heads[i]?.text}
          </text>
        );
      })}
    </svg>
  );
}

/** A dot for each update, where they stand far enough apart to be told from each other. */
function Dots({ view, points }: { readonly view: Plane; readonly points: readonly Point[] }) {
  let last: Point = [-100, -100];
  const d = points.slice(1).map((point) => {
    const at = view.toPixels(point);
    const inside = at[0] > -9 && at[1] > -9 && at[0] < view.width + 9 && at[1] < view.height + 9;
    if (!inside || Math.hypot(at[0] - last[0], at[1] - last[1]) < 7) return '';
    last = at;
    return `M${tenths(at[0])} ${tenths(at[1])}h0`;
  });
  return <path class="dots" d={d.join('')} />;
}

function headOf(view: Plane, { way, label }: Walker, shown: number) {
  const isOver = way.divergedAt !== null && shown >= way.divergedAt;
  const passed = way.points.slice(0, shown + 1);
  const at = lastSeen(view, passed);
  const text = isOver ? `${label} ${words.map.diverged(way.divergedAt)}` : label;
  return { at, isOver, text };
}

interface HandleProps {
  readonly at: Point;
  readonly start: Point;
  readonly span: readonly [number, number];
  readonly move: (point: Point) => void;
}

const ways: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

function Handle({ at, start, span, move }: HandleProps) {
  const step = (event: KeyboardEvent) => {
    const way = ways[event.key];
    if (way === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const length = (span[1] - span[0]) / (event.shiftKey ? 400 : 40);
    move([start[0] + length * way[0], start[1] + length * way[1]]);
  };
  return (
    <button
      type="button"
      class="handle"
      style={{ left: `${at[0]}px`, top: `${at[1]}px` }}
      aria-label={`${words.map.startIs(...start)}. ${words.map.startKeys}`}
      title={words.map.startKeys}
      onKeyDown={step}
      onKeyUp={({ key }) => key in ways && keep()}
    >
      <span aria-hidden="true">{words.map.start}</span>
    </button>
  );
}
