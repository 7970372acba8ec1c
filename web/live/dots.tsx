import { useState } from 'preact/hooks';
import type { DotRow, Dots } from '#src/figures/figure';
import type { PackedFigure } from '#src/figures/packed';
import { styleOf } from '#src/figures/styles';
import { extentOf, type Extent } from '#src/figures/extent';
import { colorsOf } from '../colors.ts';
import { Glyph } from '../parts/glyph.tsx';
import { useSize } from '../parts/use-size.ts';
import { shareOf } from './plot.tsx';
import { figureNumber, liveSays } from '../words.ts';

interface LiveDotsProps {
  readonly figure: Extract<PackedFigure, { kind: 'dots' }>;
  /** What the picture shows, for those who do not see it. */
  readonly alt: string;
}

const air = 16;
const height = 26;

/** One value a row on a common axis; each row tells its numbers. */
export function LiveDots({ figure, alt }: LiveDotsProps) {
  const { x: axis, rows, limit } = figure;
  const [row, setRow] = useState<number>();
  const { ref, width } = useSize<HTMLDivElement>();
  const x = extentOf(axis, [...rows.flatMap(numbersOf), limit?.at, zeroOf(figure)], width, true);
  const told = row === undefined ? undefined : rows[row];
  return (
    <div class="chart">
      <p class="sr">{alt}</p>
      <ul class="rows" aria-label={liveSays.rows}>
        {rows.map((one, i) => (
          <li key={i} style={colorsOf(styleOf(one.style).color)}>
            <button
              type="button"
              aria-pressed={row === i}
              onClick={() => setRow(i)}
              onFocus={() => setRow(i)}
              onPointerEnter={() => setRow(i)}
            >
              <span class="who">{one.label}</span>
              <span class="value">{one.note ?? valueOf(one)}</span>
            </button>
            <div ref={i === 0 ? ref : null} class="strip">
              {width > 0 && <Strip row={one} x={x} width={width} limit={limit} />}
            </div>
          </li>
        ))}
      </ul>
      <div class="row-of-numbers">
        <Floor x={x} width={width} />
      </div>
      <p class="axis">
        {liveSays.logged(axis.label, axis.scale === 'log')}
        {limit && liveSays.limit(limit.label)}
      </p>
      <p class="row-told" role="status">
        {told && liveSays.told(told.label, detailsOf(told))}
      </p>
    </div>
  );
}

function numbersOf({ value, low, high, points = [] }: DotRow) {
  return [value, low, high, ...points];
}

/** A linear axis of lengths begins at 0; a log axis leaves room for rows that are exactly 0. */
function zeroOf({ x, rows }: Pick<Dots, 'x' | 'rows'>): number | undefined {
  if (x.scale === 'linear') return x.min === undefined ? 0 : undefined;
  const found = rows.flatMap(numbersOf).filter((value) => typeof value === 'number');
  return found.includes(0) ? Math.min(...found.filter((value) => value > 0)) / 10 : undefined;
}

function valueOf({ value }: DotRow): string {
  return value === null ? liveSays.none : figureNumber(value);
}

function detailsOf(row: DotRow): readonly string[] {
  const { value, low, high, points } = row;
  const has = value !== null && low !== undefined && high !== undefined;
  return [
    has ? liveSays.range(value, low, high) : valueOf(row),
    ...(points && points.length > 0 ? [liveSays.singles(points)] : []),
  ];
}

interface StripProps {
  readonly row: DotRow;
  readonly x: Extent;
  readonly width: number;
  readonly limit: Dots['limit'] | undefined;
}

function placeOn(x: Extent, width: number) {
  return (value: number) =>
    air +
    Math.max(0, Math.min(1, shareOf(x, Math.max(value, x.scale === 'log' ? x.min : -Infinity)))) *
      (width - 2 * air);
}

function Strip({ row: { style, value, low, high, points = [] }, x, width, limit }: StripProps) {
  const at = placeOn(x, width);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      {x.ticks.map((tick) => (
        <g key={tick.value} class={tick.text === '' ? 'tick faint' : 'tick'}>
          <path d={`M${at(tick.value)} 0v${height}`} />
        </g>
      ))}
      {limit && <path class="guide" d={`M${at(limit.at)} 0v${height}`} />}
      {points.map((one, i) => (
        <circle key={i} class="single" cx={at(one)} cy={height / 2} r={3} />
      ))}
      {low !== undefined && high !== undefined && (
        <path class="line" stroke-width={2} d={`M${at(low)} ${height / 2}H${at(high)}`} />
      )}
      <Glyph
        marker={value === null ? 'cross' : styleOf(style).marker}
        x={value === null ? width - air : at(value)}
        y={height / 2}
        radius={5}
      />
    </svg>
  );
}

function Floor({ x, width }: Pick<StripProps, 'x' | 'width'>) {
  const at = placeOn(x, width);
  return (
    <svg class="numbers" viewBox={`0 0 ${width} 20`} width={width} height={20} aria-hidden="true">
      {x.ticks.map(({ value, text }) => (
        <g key={value} class="tick">
          <text x={at(value)} y={13} text-anchor="middle">
            {text}
          </text>
        </g>
      ))}
    </svg>
  );
}
