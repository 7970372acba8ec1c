import { useMemo, useState } from 'preact/hooks';
import { canStand } from '#src/figures/check-figure';
import type { Axis, Guide, Line } from '#src/figures/figure';
import { unpackedLines, type PackedFigure } from '#src/figures/packed';
import { styleOf } from '#src/figures/styles';
import { extentOf, type Extent } from '#src/figures/extent';
import { colorsOf } from '../colors.ts';
import { Swatch } from '../parts/glyph.tsx';
import { useSize } from '../parts/use-size.ts';
import { Plot, shareOf } from './plot.tsx';
import { reading, type Reading } from './reading.ts';
import { liveSays } from '../words.ts';

interface LiveCurvesProps {
  readonly figure: Extract<PackedFigure, { kind: 'curves' }>;
  /** What the picture shows, for those who do not see it. */
  readonly alt: string;
  readonly id: string;
}

const right = 14;
const [top, gap, foot, stripHeight] = [30, 46, 24, 84];

/** Curves whose values can be read, whose lines can be hidden, on a linear or a log axis. */
export function LiveCurves({ figure, alt, id }: LiveCurvesProps) {
  const { strip: below, guides = [] } = figure;
  const lines = useMemo(() => unpackedLines(figure.lines), [figure]);
  const stripLines = useMemo(() => unpackedLines(below?.lines ?? []), [below]);
  const stops = useMemo(() => stopsOf([...lines, ...stripLines]), [lines, stripLines]);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const [stop, setStop] = useState<number>();
  const [scale, setScale] = useState(figure.y.scale);
  const { ref, width } = useSize<HTMLDivElement>();

  const seen = lines.map((_, i) => !hidden.has(i));
  const shown = lines.filter((_, i) => seen[i]);
  const axis = axisOf(figure.y, scale);
  const place = stops[stop ?? stops.length - 1] as number;
  const readings = lines.map((line) => reading(line, place));
  const told = stripLines.map((line) => reading(line, place));
  const toggle = (i: number) => {
    const next = new Set(hidden);
    if (!next.delete(i)) next.add(i);
    setHidden(next);
  };
  const read = (x: Extent, left: number, plot: number) => (event: PointerEvent) => {
    const { left: edge } = (event.currentTarget as Element).getBoundingClientRect();
    const share = (event.clientX - edge - left) / plot;
    const off = stops.map((one) => Math.abs(shareOf(x, one) - share));
    setStop(off.indexOf(Math.min(...off)));
  };

  const draw = () => {
    const left = width < 480 ? 46 : 62;
    const plot = width - left - right;
    const height = width < 480 ? 240 : 330;
    const xs = [...lines, ...stripLines].flatMap((line) => line.x);
    const across = (name: Guide['axis']) =>
      guides.filter((guide) => guide.axis === name).map(({ at }) => at);
    const x = extentOf(figure.x, [...xs, ...across('x')], plot, true);
    const drawn = shown.length > 0 ? shown : lines;
    const y = extentOf(axis, [...drawn.flatMap(valuesOf), ...across('y')], height);
    const low = below && extentOf(below.y, stripLines.flatMap(valuesOf), stripHeight);
    const total = top + height + (below ? gap + stripHeight : 0) + foot;
    const at = stop === undefined ? undefined : place;
    const follow = read(x, left, plot);
    return (
      <svg
        viewBox={`0 0 ${width} ${total}`}
        width={width}
        height={total}
        role="img"
        aria-label={alt}
        onPointerMove={follow}
        onPointerDown={follow}
      >
        <text class="axis" x={0} y={14}>
          {liveSays.logged(axis.label, scale === 'log')}
        </text>
        <Plot
          id={`${id}-plot`}
          lines={shown}
          read={readings.filter((_, i) => seen[i]).map(({ index }) => index)}
          showsNumbers={below === undefined}
          {...{ guides, axis, x, y, left, top, width: plot, height, at }}
        />
        {below && low && (
          <>
            <text class="axis" x={0} y={top + height + gap - 14}>
              {below.y.label}
            </text>
            <Plot
              id={`${id}-strip`}
              lines={stripLines}
              axis={below.y}
              y={low}
              top={top + height + gap}
              height={stripHeight}
              read={told.map(({ index }) => index)}
              showsNumbers
              {...{ x, left, width: plot, at }}
            />
          </>
        )}
      </svg>
    );
  };

  const said = liveSays.at(liveSays.logged(figure.x.label, false), place);
  return (
    <div class="chart" ref={ref}>
      {width > 0 && draw()}
      <div class="line-of-controls">
        <label>
          <span>{said}</span>
          <input
            type="range"
            min={0}
            max={stops.length - 1}
            value={stop ?? stops.length - 1}
            aria-label={liveSays.read(figure.x.label)}
            aria-valuetext={said}
            onInput={({ currentTarget }) => setStop(Number(currentTarget.value))}
          />
        </label>
        {canTurn(figure.y, lines) && (
          <button
            type="button"
            aria-pressed={scale === 'log'}
            onClick={() => setScale(scale === 'log' ? 'linear' : 'log')}
          >
            {liveSays.log}
          </button>
        )}
      </div>
      <ul class="legend" aria-label={liveSays.lines}>
        {lines.map((line, i) => (
          <li key={i} style={colorsOf(styleOf(line.style).color)}>
            <button type="button" aria-pressed={seen[i]} onClick={() => toggle(i)}>
              <Swatch {...styleOf(line.style)} />
              {line.label}
            </button>
            <span class="value">{seen[i] ? (readings[i] as Reading).text : liveSays.hidden}</span>
          </li>
        ))}
        {below &&
          stripLines.map((line, i) => (
            <li key={`strip ${i}`} style={colorsOf(styleOf(line.style).color)}>
              <span class="who">
                <Swatch {...styleOf(line.style)} />
                {`${below.y.label}${stripLines.length > 1 || line.label ? `: ${line.label}` : ''}`}
              </span>
              <span class="value">{(told[i] as Reading).text}</span>
            </li>
          ))}
      </ul>
      <p class="sr" role="status">
        {stop === undefined
          ? ''
          : liveSays.told(
              said,
              lines.flatMap(({ label }, i) =>
                seen[i] ? [liveSays.reading(label, (readings[i] as Reading).text)] : [],
              ),
            )}
      </p>
    </div>
  );
}

/** Every place on the x axis at which a line has a point. */
function stopsOf(lines: readonly Line[]): readonly number[] {
  return [...new Set(lines.flatMap((line) => line.x))].toSorted((a, b) => a - b);
}

function valuesOf({ y, low = [], high = [] }: Line): readonly (number | null)[] {
  return [...y, ...low, ...high];
}

/** The axis on the scale that was chosen; its ends are the figure's where they still make sense. */
function axisOf(axis: Axis, scale: Axis['scale']): Axis {
  if (axis.scale === scale) return axis;
  const { min, max, label } = axis;
  return {
    label,
    scale,
    ...(min !== undefined && scale === 'log' && min > 0 && { min }),
    ...(max !== undefined && { max }),
  };
}

/** Whether both scales show something: all values above 0, and of different sizes. */
function canTurn(axis: Axis, lines: readonly Line[]): boolean {
  const values = lines
    .flatMap(({ y }) => y)
    .filter((one) => canStand(one, { ...axis, scale: 'linear' }));
  if (axis.scale === 'log') return true;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least > 0 && most / least >= 10;
}
