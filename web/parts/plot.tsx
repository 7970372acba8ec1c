import type { ComponentChildren } from 'preact';
import { powerText } from '#src/figures/number-text';
import { number } from '../words.ts';
import { useSize } from './use-size.ts';

/** One side of a plot. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  /** Spaced by the logarithm. */
  readonly isLog?: boolean;
  readonly name: string;
}

/** Where values stand in a plot, in pixels. */
export interface Frame {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** The value at a place. */
  readonly xAt: (pixels: number) => number;
  readonly yAt: (pixels: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface PlotProps {
  readonly x: Axis;
  readonly y: Axis;
  /** What the plot shows, for those who do not see it. */
  readonly label: string;
  readonly draw: (frame: Frame) => ComponentChildren;
  /** Below the lower axis: a slider that stands on it. */
  readonly slider?: ComponentChildren;
  /** Beside `chart`. */
  readonly kind?: string;
  /** A click, or a drag, by its place on both axes. */
  readonly onPick?: (x: number, y: number) => void;
  /** Once it is let go of. */
  readonly onPicked?: () => void;
  /** What is picked by clicks alone is not dragged. */
  readonly picks?: 'clicks';
}

/** Room for the names of ticks, and for the ends of lines. */
const [before, after, above, below] = [46, 12, 18, 30];

/** A plot with two axes; what is drawn in it is cut off at its border. */
export function Plot({ x, y, label, draw, slider, kind = '', onPick, onPicked, picks }: PlotProps) {
  const { ref, width, height } = useSize<HTMLDivElement>();
  const frame = frameOf(x, y, width, height);
  const pick = ({ currentTarget, clientX, clientY }: MouseEvent) => {
    const { left, top } = (currentTarget as Element).getBoundingClientRect();
    onPick?.(frame.xAt(clientX - left), frame.yAt(clientY - top));
  };
  const clip = `plot-${`${label}${kind}`.replaceAll(/\W/g, '-')}`;
  return (
    <div class={`chart plot ${kind}`} ref={ref}>
      {width > before + after && (
        <svg
          class="curves"
          viewBox={`0 0 ${width} ${height}`}
          width={width}
          height={height}
          role="img"
          aria-label={label}
          {...(onPick && {
            style: { cursor: 'crosshair' },
            onPointerDown: (event: PointerEvent) => {
              // A finger may mean to scroll; what it taps is a click.
              if (event.button !== 0 || event.pointerType === 'touch' || picks) return;
              (event.currentTarget as Element).setPointerCapture(event.pointerId);
              pick(event);
            },
            onPointerMove: (event: PointerEvent) =>
              event.buttons === 1 && event.pointerType !== 'touch' && !picks && pick(event),
            onClick: (event: MouseEvent) => {
              if (picks || (event as PointerEvent).pointerType === 'touch') pick(event);
              onPicked?.();
            },
          })}
        >
          {ticksOf(y, (frame.bottom - frame.top) / 34).map(({ at, text }) => (
            <g key={at} class="tick">
              <path d={`M${frame.left} ${frame.y(at)}H${frame.right}`} />
              <text x={frame.left - 7} y={frame.y(at) + 4} text-anchor="end">
                {text}
              </text>
            </g>
          ))}
          {ticksOf(x, (frame.right - frame.left) / 60).map(({ at, text }) => (
            <g key={at} class="tick">
              <path d={`M${frame.x(at)} ${frame.bottom}v4`} />
              <text
                x={frame.x(at)}
                y={frame.bottom + (slider === undefined ? 16 : 26)}
                text-anchor={frame.x(at) > frame.right - 14 ? 'end' : 'middle'}
              >
                {text}
              </text>
            </g>
          ))}
          <clipPath id={clip}>
            <rect
              x={frame.left - 1}
              y={frame.top - 4}
              width={frame.right - frame.left + 2}
              height={frame.bottom - frame.top + 5}
            />
          </clipPath>
          <g clip-path={`url(#${clip})`}>{draw(frame)}</g>
          <text class="axis" x={frame.left} y={frame.top - 7}>
            {y.name}
          </text>
          <text class="axis" x={frame.right} y={frame.bottom - 6} text-anchor="end">
            {x.name}
          </text>
        </svg>
      )}
      {slider}
    </div>
  );
}

function frameOf(x: Axis, y: Axis, width: number, height: number): Frame {
  const [left, right, top, bottom] = [before, width - after, above, height - below];
  const [across, up] = [scaleOf(x), scaleOf(y)];
  return {
    left,
    right,
    top,
    bottom,
    x: (value) => left + across.share(value) * (right - left),
    y: (value) => bottom - up.share(value) * (bottom - top),
    xAt: (pixels) => across.value((pixels - left) / (right - left)),
    yAt: (pixels) => up.value((bottom - pixels) / (bottom - top)),
  };
}

function scaleOf({ from, to, isLog = false }: Axis) {
  const [low, high] = isLog ? [Math.log(from), Math.log(to)] : [from, to];
  const span = high - low || 1;
  // A logarithm of 0 would be no place at all.
  const placed = (value: number) => (isLog ? Math.log(Math.max(value, 1e-300)) : value);
  return {
    share: (value: number) => Math.max(-2, Math.min(3, (placed(value) - low) / span)),
    value: (share: number) => {
      const at = low + Math.max(0, Math.min(1, share)) * span;
      return isLog ? Math.exp(at) : at;
    },
  };
}

/** Round values along an axis, at most about `most` of them. */
function ticksOf({ from, to, isLog = false }: Axis, most: number) {
  if (!isLog) {
    const rough = (to - from) / Math.max(2, most);
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = power * ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10);
    const first = Math.ceil(from / step - 1e-9);
    const count = Math.floor(to / step + 1e-9) - first + 1;
    return Array.from({ length: Math.max(0, count) }, (_, i) => {
      const at = Number(((first + i) * step).toPrecision(12));
      return { at, text: number(at) };
    });
  }
  const [low, high] = [Math.ceil(Math.log10(from) - 1e-9), Math.floor(Math.log10(to) + 1e-9)];
  const every = Math.max(1, Math.ceil((high - low + 1) / Math.max(2, most)));
  return Array.from({ length: high - low + 1 }, (_, i) => low + i)
    .filter((power) => (power - low) % every === 0)
    .map((power) => ({
      at: 10 ** power,
      text: Math.abs(power) < 4 ? number(10 ** power) : powerText(power),
    }));
}

/** A line through values by their places on the lower axis, as the `d` of a path. */
export function line({ x, y }: Frame, points: readonly (readonly [number, number])[]): string {
  const seen = points.filter(([, value]) => Number.isFinite(value));
  return seen.length > 0
    ? `M${seen.map(([at, value]) => `${x(at).toFixed(1)} ${y(value).toFixed(1)}`).join('L')}`
    : '';
}
