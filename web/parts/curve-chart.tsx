import { experiment, update, type Walker } from '../store.ts';
import { Glyph } from './glyph.tsx';
import { Scrub } from './scrub.tsx';
import { tenths } from './plane.ts';
import { useSize } from './use-size.ts';

/** Where values stand on a chart's upright axis. */
export interface Scale {
  /** 0 at the bottom, 1 at the top; above 1 for what leaves through the top. */
  readonly shareOf: (value: number) => number;
  /** Thinned by the chart where there is no room for all. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

/** One quantity of everyone who walks, by update. */
export interface CurveChartProps {
  readonly walkers: readonly Walker[];
  /** For each of them a value at the start and after each update. */
  readonly lines: readonly (readonly number[])[];
  readonly scale: Scale;
  /** On the axis. */
  readonly axis: string;
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
}

const left = 46;
const right = 12;
const [top, bottom] = [10, 12];

/** Lines over the updates; the axis below is the slider that scrubs. */
export function CurveChart(props: CurveChartProps) {
  const { ref, width, height } = useSize<HTMLDivElement>();
  return (
    <div class="chart" ref={ref}>
      {width > 0 && <Lines {...props} width={width} height={height} />}
      <Scrub />
    </div>
  );
}

function Lines({
  walkers,
  lines,
  scale,
  axis,
  label,
  width,
  height,
}: CurveChartProps & { readonly width: number; readonly height: number }) {
  const { updates } = experiment.value;
  const shown = update.value;
  const x = (update: number) => left + (update / updates) * (width - left - right);
  const y = (value: number) =>
    height - bottom - Math.min(1.2, scale.shareOf(value)) * (height - top - bottom);
  const every = Math.ceil(scale.ticks.length / Math.max(2, Math.floor(height / 34)));
  const clip = `plot-${axis.replaceAll(/\W/g, '-')}`;
  return (
    <svg
      class="curves"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      {scale.ticks.toReversed().map(({ at, text }, i) =>
        i % every > 0 ? null : (
          <g key={at} class="tick">
            <path d={`M${left} ${y(at)}H${width - right}`} />
            <text x={left - 7} y={y(at) + 4} text-anchor="end">
              {text}
            </text>
          </g>
        ),
      )}
      <clipPath id={clip}>
        <rect x={left - 2} y={2} width={width - left - right + 4} height={height - bottom} />
      </clipPath>
      <g clip-path={`url(#${clip})`}>
        {walkers.map(({ style, colors }, i) => {
          const points = (lines[i] as readonly number[]).map(
            (value, n) => `${tenths(x(n))} ${tenths(y(value))}`,
          );
          const dash = style.dash.join(' ');
          return (
            <g key={i} style={colors}>
              <path class="trail ahead" d={through(points.slice(shown))} stroke-dasharray={dash} />
              <path class="trail" d={through(points.slice(0, shown + 1))} stroke-dasharray={dash} />
            </g>
          );
        })}
      </g>
      <path class="now" d={`M${x(shown).toFixed(1)} ${top - 4}V${height}`} />
      {walkers.map(({ way, style, colors }, i) => {
        const end = way.divergedAt;
        const isOver = end !== null && shown >= end;
        const value = isOver ? Infinity : (lines[i]?.[shown] as number);
        return (
          <g key={i} style={colors}>
            <Glyph
              marker={isOver ? 'cross' : style.marker}
              x={x(isOver ? end : shown)}
              y={Math.max(top - 3, y(value))}
              radius={4}
            />
          </g>
        );
      })}
      <text class="axis" x={left + 8} y={top + 5}>
        {axis}
      </text>
    </svg>
  );
}

const through = (points: readonly string[]) => (points.length > 0 ? `M${points.join('L')}` : '');
