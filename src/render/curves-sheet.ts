import type { ChartDataset, Plugin } from 'chart.js';
import { canStand } from '../figures/check-figure.ts';
import type { Axis, Curves, Line } from '../figures/figure.ts';
import { styleOf } from '../figures/styles.ts';
import { bands } from './bands.ts';
import { borderLabels, borderLabelsPlugin, borderWidth } from './border-labels.ts';
import type { Sheet } from './canvas-chart.ts';
import { full, type Format } from './format.ts';
import { guidesHeight, guidesPlugin } from './guides.ts';
import { headingOf } from './heading.ts';
import { innerLabelsPlugin } from './inner-labels.ts';
import { pixels, reachesBorder } from './line-end.ts';
import { drawMarker } from './marker.ts';
import { drawKey, pathKey, type Key } from './path-key.ts';
import { extentOf } from '../figures/extent.ts';
import { scaleOptions } from './scale.ts';
import { axisLine, ink, margin, textFont } from './theme.ts';
import { write, written } from './written.ts';

const stripHeight = 84;
const gapHeight = 50;
const titleHeight = 34;
/** Around a plot without words. */
const edge = 10;
/** Lines with fewer points show where they are. */
const fewPoints = 30;

/** Curves as a chart: lines named at their ends or above, ranges behind them, an optional strip over the same x axis. */
export function curvesSheet(figure: Curves, format: Format = full): Sheet {
  const { width, plot: plotHeight, narrow, words } = format;
  const { guides = [] } = figure;
  const { lines } = withGaps(figure);
  const strip = figure.strip && words ? withGaps(figure.strip) : undefined;
  const heading = headingOf(figure, format);
  const xs = [...lines, ...(strip?.lines ?? [])].flatMap((line) => line.x);
  const crosswise = (axis: 'x' | 'y') => guides.filter((guide) => guide.axis === axis);
  const x = extentOf(
    figure.x,
    [...xs, ...crosswise('x').map(({ at }) => at)],
    width - (narrow ? 80 : 220),
    true,
  );
  const y = extentOf(
    figure.y,
    [...lines.flatMap(values), ...lows(lines), ...crosswise('y').map(({ at }) => at)],
    plotHeight,
  );
  const labels = narrow ? [] : borderLabels(lines, guides, x, y);
  const below = strip && {
    ...strip,
    extent: extentOf(strip.y, strip.lines.flatMap(values), stripHeight),
    // A colour that is named above needs no name below.
    unnamed: strip.lines.filter(({ style }) => !lines.some((line) => line.style === style)),
  };
  const stripLabels = below && !narrow ? borderLabels(below.unnamed, [], x, below.extent) : [];
  const ending = lines.filter((line) => reachesBorder(line, x, y));
  const others = below && below.unnamed.length > 1 ? below.unnamed : [];
  const key = pathKey(narrow && words ? [...ending, ...others] : [], width - 2 * margin);
  const right = Math.max(borderWidth(labels), borderWidth(stripLabels), 8) + margin;
  const above = key.height + titleHeight + guidesHeight(guides) + 6;
  const [top, bottom] = words ? [heading.height + above, 30] : [edge, edge];

  return {
    width,
    height: words ? top + plotHeight + (strip ? gapHeight + stripHeight : 0) + 58 : plotHeight,
    config: {
      type: 'line',
      data: {
        datasets: [
          ...lines.map((line, i) => dataset(line, 'y', lines.length - i)),
          ...(strip?.lines ?? []).map((line, i) => dataset(line, 'strip', lines.length - i)),
        ],
      },
      options: {
        layout: { padding: words ? { left: margin - 8, right, top, bottom } : edge },
        scales: {
          x: scaleOptions(x, 'x', words),
          ...(below && {
            strip: { ...scaleOptions(below.extent, 'y'), stack: 'y', stackWeight: stripHeight },
            gap: {
              type: 'linear' as const,
              position: 'left' as const,
              stack: 'y',
              stackWeight: gapHeight,
              border: { display: false },
              grid: { display: false },
              ticks: { display: false },
            },
          }),
          y: { ...scaleOptions(y, 'y', words), stack: 'y', stackWeight: plotHeight },
        },
      },
      plugins: [
        heading.plugin,
        bands(lines, 'y'),
        guidesPlugin(guides, format),
        points(lines, 'y'),
        ...(words
          ? [innerLabelsPlugin(lines, { x, y }, 'y'), axisNames(figure, guidesHeight(guides))]
          : []),
        borderLabelsPlugin(labels, 'y'),
        keyAt(key, heading.height + 10),
        ...(below
          ? [
              bands(below.lines, 'strip'),
              innerLabelsPlugin(below.unnamed, { x, y: below.extent }, 'strip'),
              borderLabelsPlugin(stripLabels, 'strip'),
            ]
          : []),
      ],
    },
  };
}

/** Lines without what has no place on their axis, which chart.js would draw at its end. */
function withGaps({ y, lines }: Pick<Curves, 'y' | 'lines'>): Pick<Curves, 'y' | 'lines'> {
  const gaps = (list: Line['y']) => list.map((value) => (canStand(value, y) ? value : null));
  return {
    y,
    lines: lines.map((line) => ({
      ...line,
      y: gaps(line.y),
      ...(line.low && { low: gaps(line.low) }),
      ...(line.high && { high: gaps(line.high) }),
    })),
  };
}

function values({ y, high = [] }: Line): (number | null)[] {
  return [...y, ...high];
}

/** Lower ends of the bands but for the lowest fiftieth: on a log axis one lucky seed would squeeze all else. */
function lows(lines: readonly Line[]): number[] {
  const found = lines.flatMap(({ low = [] }) => low.filter((value) => value !== null));
  return found.sort((a, b) => a - b).slice(Math.floor(found.length / 50));
}

function dataset(
  line: Line,
  scaleId: string,
  order: number,
): ChartDataset<'line', { x: number; y: number }[]> {
  const { color, dash, width } = styleOf(line.style);
  return {
    label: line.label,
    yAxisID: scaleId,
    // NaN is the gap that chart.js knows.
    data: line.x.map((x, i) => ({ x, y: line.y[i] ?? NaN })),
    parsing: false,
    order,
    borderColor: color,
    borderWidth: width,
    borderDash: [...dash],
    borderJoinStyle: 'round',
    borderCapStyle: 'butt',
    pointRadius: 0,
    stepped: line.stepped ? 'before' : false,
    fill: false,
    clip: 3,
  };
}

/** A marker at each point where there are few, else at those without a neighbour, which a line cannot show. */
function points(lines: readonly Line[], scaleId: string): Plugin<'line'> {
  return {
    id: 'points',
    afterDatasetsDraw: ({ ctx, scales }) => {
      const [x, y] = [scales['x'], scales[scaleId]];
      if (!x || !y) return;
      const few = lines.every((line) => line.x.length <= fewPoints && !line.stepped);
      for (const line of lines) {
        const { color, marker } = styleOf(line.style);
        for (const [left, top] of pixels(few ? line : lonely(line), x, y)) {
          if (top >= y.top - 1 && top <= y.bottom + 1)
            drawMarker(ctx, marker, left, top, 3.6, color);
        }
      }
    },
  };
}

function lonely(line: Line): Line {
  const { y } = line;
  const alone = (i: number) => (y[i - 1] ?? null) === null && (y[i + 1] ?? null) === null;
  return { ...line, y: y.map((value, i) => (alone(i) ? value : null)) };
}

function keyAt(key: Key, top: number): Plugin<'line'> {
  return { id: 'key', afterDraw: ({ ctx }) => drawKey(ctx, key, margin, top) };
}

/** Names of the axes, upright to read: above the upper left corner of each plot, and below the middle of the x axis. */
function axisNames(figure: Curves, guides: number): Plugin<'line'> {
  const named = (axis: Axis) =>
    written(
      [[axis.scale === 'log' ? `${axis.label} (log scale)` : axis.label, textFont]],
      ink,
      600,
    );
  return {
    id: 'axis-names',
    afterDraw: ({ ctx, scales, height }) => {
      const [x, y, strip] = [scales['x'], scales['y'], scales['strip']];
      if (!x || !y) return;
      const above = named(figure.y);
      write(ctx, above, margin, y.top - guides - above.height - 9);
      if (strip && figure.strip) {
        drawFloor(ctx, x.left, x.right, y.bottom);
        const name = named(figure.strip.y);
        write(ctx, name, margin, strip.top - name.height - 9, true);
      }
      const below = named(figure.x);
      write(ctx, below, (x.left + x.right - below.width) / 2, height - below.height - 10);
    },
  };
}

/** The upper plot ends here: the x axis itself is drawn below the strip. */
function drawFloor(
  pen: CanvasRenderingContext2D,
  left: number,
  right: number,
  bottom: number,
): void {
  pen.save();
  pen.strokeStyle = axisLine;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(left, bottom);
  pen.lineTo(right, bottom);
  pen.stroke();
  pen.restore();
}
