import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { LiveData, PackedWalks, PlotPlace, Walked } from '#src/figures/packed';
import { styleOf } from '#src/figures/styles';
import { colorsOf } from '../colors.ts';
import { Glyph, Swatch } from '../parts/glyph.tsx';
import { lastSeen, plane, trail, type Plane } from '../parts/plane.ts';
import { liveSays } from '../words.ts';

interface LiveWalksProps {
  readonly figure: PackedWalks;
  readonly plots: NonNullable<LiveData['plots']>;
  /** The pictures in the page, one for each format, into which the ways are drawn. */
  readonly pictures: readonly SVGSVGElement[];
  readonly id: string;
}

/** Seconds that a whole walk takes, and how many pictures a second there are for those who want less motion. */
const [whole, still] = [5, 2];

/** Ways over a landscape with a slider over their updates. */
export function LiveWalks({ figure, plots, pictures, id }: LiveWalksProps) {
  const all = figure.panels.flatMap(({ paths }) => paths);
  const updates = Math.max(...all.map(lengthOf));
  const [update, setUpdate] = useState(updates);
  const [isPlaying, setPlaying] = useState(false);

  useEffect(() => {
    for (const picture of pictures) {
      // At the end the picture is as it was printed.
      picture.classList.toggle('walking', update < updates);
      const format = picture.classList[0] as string;
      const layer = layerIn(picture);
      const shown = update < updates ? <Ways {...{ figure, update, format, plots, id }} /> : null;
      render(shown, layer);
    }
  }, [update]);
  useEffect(() => {
    if (!isPlaying) return undefined;
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const from = update < updates ? update : 0;
    const began = performance.now();
    let frame = 0;
    const move = (now: number) => {
      const seconds = Math.max(0, now - began) / 1000;
      const passed = isStill ? Math.floor(seconds * still) / still : seconds;
      const to = Math.min(updates, from + Math.floor((passed * updates) / whole));
      setUpdate(to);
      if (to === updates) setPlaying(false);
      else frame = requestAnimationFrame(move);
    };
    frame = requestAnimationFrame(move);
    return () => cancelAnimationFrame(frame);
  }, [isPlaying]);

  const said = liveSays.update(update, updates);
  const places = all.map((path) => placeOf(figure, path, update));
  return (
    <div class="chart">
      <div class="line-of-controls">
        <button type="button" onClick={() => setPlaying(!isPlaying)}>
          {isPlaying ? liveSays.pause : liveSays.play}
        </button>
        <label>
          <span>{said}</span>
          <input
            type="range"
            min={0}
            max={updates}
            value={update}
            aria-label={liveSays.scrub}
            aria-valuetext={said}
            onInput={({ currentTarget }) => {
              setPlaying(false);
              setUpdate(Number(currentTarget.value));
            }}
          />
        </label>
      </div>
      <ul class="legend">
        {all.map(({ label, style }, i) => (
          <li key={i} style={colorsOf(styleOf(style).color)}>
            <span class="who">
              <Swatch {...styleOf(style)} />
              {label}
            </span>
            <span class="value">{places[i]}</span>
          </li>
        ))}
      </ul>
      <p class="sr" role="status">
        {isPlaying || update === updates
          ? ''
          : liveSays.told(
              said,
              all.map(({ label }, i) => liveSays.reading(label, places[i] as string)),
            )}
      </p>
    </div>
  );
}

/** Updates that a path knows of. */
function lengthOf({ points, every }: Walked): number {
  return (points.length - 1) * every;
}

function passed({ points, every }: Walked, update: number): Walked['points'] {
  return points.slice(0, Math.floor(update / every) + 1);
}

function placeOf({ x, y }: PackedWalks, path: Walked, update: number): string {
  if (path.broke !== undefined && update >= lengthOf(path)) return path.broke;
  return liveSays.point(x, y, passed(path, update).at(-1) as readonly [number, number]);
}

/** What is drawn over a picture: a group that stays the same. */
function layerIn(picture: SVGSVGElement): Element {
  const known = picture.querySelector(':scope > .now-walked');
  if (known) return known;
  const layer = document.createElementNS('http://www.w3.org/2000/svg', 'g');
  layer.setAttribute('class', 'now-walked');
  // A picture counts tenths of a pixel.
  layer.setAttribute('transform', 'scale(10)');
  picture.append(layer);
  return layer;
}

interface WaysProps extends Pick<LiveWalksProps, 'figure' | 'plots' | 'id'> {
  readonly update: number;
  readonly format: string;
}

function Ways({ figure, update, format, plots, id }: WaysProps) {
  return (
    <>
      {figure.panels.map(({ window: [x, y], paths }, i) => {
        const { left, top, right, bottom } = (plots[format] as readonly PlotPlace[])[
          i
        ] as PlotPlace;
        const [width, height] = [right - left, bottom - top];
        const view = plane({ x, y }, width, height);
        const clip = `${id}-${format}-${i}`;
        return (
          <g key={i} transform={`translate(${left} ${top})`}>
            <clipPath id={clip}>
              <rect width={width} height={height} />
            </clipPath>
            {paths.map((path, n) => (
              <Way key={n} {...{ path, update, view, clip }} marker={paths.length > 1} />
            ))}
          </g>
        );
      })}
    </>
  );
}

interface WayProps {
  readonly path: Walked;
  readonly update: number;
  readonly view: Plane;
  readonly clip: string;
  /** Whether several ways are told apart by their markers. */
  readonly marker: boolean;
}

function Way({ path, update, view, clip, marker }: WayProps) {
  const style = styleOf(path.style);
  const points = passed(path, update);
  const d = trail(view, points);
  const isOver = path.broke !== undefined && update >= lengthOf(path);
  const [x, y] = lastSeen(view, points);
  return (
    <g style={{ '--c': style.color, '--paper': '#fff' }}>
      <g clip-path={`url(#${clip})`} fill="none" stroke-linejoin="round" stroke-linecap="round">
        <path d={d} stroke="#fff" stroke-width={style.width + 2.6} />
        <path d={d} stroke={style.color} stroke-width={style.width} />
      </g>
      <Glyph marker={isOver ? 'cross' : marker ? style.marker : 'circle'} x={x} y={y} radius={5} />
    </g>
  );
}
