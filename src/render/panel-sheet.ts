import type { ChartDataset, Plugin } from 'chart.js';
import type { Landscape, Panel, Path } from '../figures/figure.ts';
import { styleOf } from '../figures/styles.ts';
import type { Sheet } from './canvas-chart.ts';
import { drawnPart, pathLayer } from './path-layer.ts';
import type { Extent } from '../figures/extent.ts';
import { scaleOptions } from './scale.ts';
import { axisLine } from './theme.ts';

/** Around the plot, in CSS pixels, for marks and numbers that stick out. */
export const air = 28;

/** Sizes of one panel's picture in CSS pixels: the plot, and what lies around it. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly bottom: number;
}

/** The plot of one panel, without title and names: paths over the `ground` that belongs to its landscape. */
export function panelSheet(
  panel: Panel,
  landscape: Landscape,
  ground: Plugin<'line'>,
  x: Extent,
  y: Extent,
  { width, height, left, bottom }: Frame,
): Sheet {
  const paths = panel.paths.map((path) => ({
    ...path,
    points: drawnPart(path, landscape.x, landscape.y),
  }));
  return {
    width: air + left + width + air,
    height: air + height + bottom,
    config: {
      type: 'line',
      data: { datasets: paths.flatMap((path, i) => lines(path, i)) },
      options: {
        layout: { padding: { left: air, right: air, top: air, bottom: 0 }, autoPadding: false },
        scales: {
          x: {
            ...scaleOptions(x, 'x'),
            grid: { drawOnChartArea: false, color: axisLine, tickLength: 4 },
            border: { color: axisLine },
            // Half a number that sticks out would move or shrink the plot.
            afterFit: (axis) =>
              Object.assign(axis, { height: bottom, paddingLeft: 0, paddingRight: 0 }),
          },
          y: {
            ...scaleOptions(y, 'y'),
            grid: { drawOnChartArea: false, color: axisLine, tickLength: 4 },
            border: { color: axisLine },
            afterFit: (axis) => Object.assign(axis, { width: left }),
          },
        },
      },
      plugins: [ground, pathLayer({ ...panel, paths }, width < 260 ? 0.8 : 1)],
    },
  };
}

/** A path on a white halo. */
function lines(
  { style, points, label }: Path,
  index: number,
): ChartDataset<'line', { x: number; y: number }[]>[] {
  const { color, width } = styleOf(style);
  const shared = {
    label,
    data: points.map(([x, y]) => ({ x, y })),
    borderJoinStyle: 'round' as const,
    borderCapStyle: 'round' as const,
    pointRadius: 0,
    fill: false,
  };
  // chart.js draws the highest order first.
  return [
    { ...shared, borderColor: color, borderWidth: width, order: -2 * index },
    {
      ...shared,
      borderColor: 'rgba(255, 255, 255, 0.9)',
      borderWidth: width + 2.6,
      order: 1 - 2 * index,
    },
  ];
}
