import { canStand } from '#src/figures/check-figure';
import type { Axis, Guide, Line } from '#src/figures/figure';
import { styleOf } from '#src/figures/styles';
import type { Extent } from '#src/figures/extent';
import { colorsOf } from '../colors.ts';
import { Glyph } from '../parts/glyph.tsx';
import { tenths } from '../parts/plane.ts';

/** A plot of lines, and where it stands in its picture. */
export interface PlotProps {
  readonly lines: readonly Line[];
  readonly guides?: readonly Guide[];
  readonly axis: Axis;
  readonly x: Extent;
  readonly y: Extent;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The place that is read, and for each line which of its points. */
  readonly at?: number | undefined;
  readonly read: readonly (number | undefined)[];
  /** Unlike that of any other plot in the page. */
  readonly id: string;
  readonly showsNumbers: boolean;
}

/** Lines with fewer points show where they are. */
const fewPoints = 30;

/** Where a value stands between the ends of an axis, from 0 to 1. */
export function shareOf({ scale, min, max }: Extent, value: number): number {
  const place = scale === 'log' ? Math.log : (one: number) => one;
  return (place(value) - place(min)) / (place(max) - place(min));
}

/** Lines over an axis with their ranges and guides. */
export function Plot(props: PlotProps) {
  const { lines, guides = [], axis, x, y, left, top, width, height, at, read, id } = props;
  const atX = (value: number) => left + shareOf(x, value) * width;
  // Far enough outside to be cut off, near enough for a browser to draw.
  const atY = (value: number) => top + height * (1 - Math.max(-3, Math.min(4, shareOf(y, value))));
  const few = lines.every((line) => line.x.length <= fewPoints && !line.stepped);
  return (
    <g>
      {y.ticks.map(({ value, text }) => (
        <g key={value} class={text === '' ? 'tick faint' : 'tick'}>
          <path d={`M${left} ${tenths(atY(value))}h${width}`} />
          <text x={left - 7} y={atY(value) + 4} text-anchor="end">
            {text}
          </text>
        </g>
      ))}
      {x.ticks.map(({ value, text }) => (
        <g key={value} class={text === '' ? 'tick faint' : 'tick'}>
          <path d={`M${tenths(atX(value))} ${top}v${height}`} />
          {props.showsNumbers && (
            <text x={atX(value)} y={top + height + 17} text-anchor="middle">
              {text}
            </text>
          )}
        </g>
      ))}
      <path class="floor" d={`M${left} ${top + height}h${width}`} />
      <clipPath id={id}>
        <rect x={left - 3} y={top - 3} width={width + 6} height={height + 6} />
      </clipPath>
      <g clip-path={`url(#${id})`}>
        {lines.map((line, i) => (
          <path
            key={i}
            class="band"
            style={colorsOf(styleOf(line.style).color)}
            d={band(line, axis, atX, atY, top + height)}
          />
        ))}
        {guides.map((guide) => (
          <path
            key={guide.label}
            class="guide"
            d={
              guide.axis === 'x'
                ? `M${tenths(atX(guide.at))} ${top}v${height}`
                : `M${left} ${tenths(atY(guide.at))}h${width}`
            }
          />
        ))}
        {lines.map((line, i) => {
          const { color, dash, width } = styleOf(line.style);
          return (
            <path
              key={i}
              class="line"
              style={colorsOf(color)}
              stroke-width={width}
              stroke-dasharray={dash.join(' ')}
              d={way(line, axis, atX, atY)}
            />
          );
        })}
      </g>
      {at !== undefined && <path class="now" d={`M${tenths(atX(at))} ${top - 4}v${height + 8}`} />}
      {guides.map((guide, i) => (
        <GuideName key={guide.label} guide={guide} {...{ left, top, width, atX, atY }} row={i} />
      ))}
      {lines.map((line, i) => {
        const { color, marker } = styleOf(line.style);
        const index = at === undefined ? undefined : read[i];
        const last = line.y.findLastIndex((value) => canStand(value, axis));
        const alone = (n: number) =>
          !canStand(line.y[n - 1], axis) && !canStand(line.y[n + 1], axis);
        const marked = line.y.flatMap((value, n) =>
          canStand(value, axis) && (few || n === index || alone(n)) ? [[n, value] as const] : [],
        );
        const inside = (value: number) => Math.max(top, Math.min(top + height, atY(value)));
        return (
          <g key={i} style={colorsOf(color)}>
            {marked.map(([n, value]) => (
              <Glyph
                key={n}
                marker={marker}
                x={atX(line.x[n] as number)}
                y={inside(value)}
                radius={n === index ? 5 : 3.2}
              />
            ))}
            {line.broke !== undefined && last >= 0 && (
              <Glyph
                marker="cross"
                x={atX(line.x[last] as number)}
                y={inside(line.y[last] as number)}
                radius={5}
              />
            )}
          </g>
        );
      })}
    </g>
  );
}

interface GuideNameProps extends Pick<PlotProps, 'left' | 'top' | 'width'> {
  readonly guide: Guide;
  readonly row: number;
  readonly atX: (value: number) => number;
  readonly atY: (value: number) => number;
}

function GuideName({ guide, row, left, top, width, atX, atY }: GuideNameProps) {
  const { axis, at, label } = guide;
  if (axis === 'y') {
    return (
      <text class="guide-name" x={left + width - 4} y={atY(at) - 5} text-anchor="end">
        {label}
      </text>
    );
  }
  const isRight = atX(at) > left + width / 2;
  return (
    <text
      class="guide-name"
      x={atX(at) + (isRight ? -5 : 5)}
      y={top + 12 + 15 * (row % 3)}
      text-anchor={isRight ? 'end' : 'start'}
    >
      {label}
    </text>
  );
}

type Place = (value: number) => number;

/** A line as the `d` of a path; what has no place on the axis is a gap. */
function way({ x, y, stepped }: Line, axis: Axis, atX: Place, atY: Place): string {
  let isOpen = false;
  return y
    .map((value, i) => {
      if (!canStand(value, axis)) {
        isOpen = false;
        return '';
      }
      const [across, down] = [tenths(atX(x[i] as number)), tenths(atY(value))];
      const step = !isOpen
        ? `M${across} ${down}`
        : stepped
          ? `H${across}V${down}`
          : `L${across} ${down}`;
      isOpen = true;
      return step;
    })
    .join('');
}

/** The range around a line; a lower end that the axis cannot show reaches down to the floor. */
function band(line: Line, axis: Axis, atX: Place, atY: Place, floor: number): string {
  const { x, low, high } = line;
  if (!low || !high) return '';
  const pieces: number[][] = [[]];
  for (const [i, value] of high.entries()) {
    if (canStand(value, axis)) pieces.at(-1)?.push(i);
    else pieces.push([]);
  }
  const corner = (i: number, value: number) => `${tenths(atX(x[i] as number))} ${tenths(value)}`;
  return pieces
    .filter((piece) => piece.length > 1)
    .map((piece) => {
      const up = piece.map((i) => corner(i, atY(high[i] as number)));
      const down = piece
        .toReversed()
        .map((i) => corner(i, canStand(low[i], axis) ? atY(low[i]) : floor));
      return `M${[...up, ...down].join('L')}Z`;
    })
    .join('');
}
