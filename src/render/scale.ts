import type { ChartOptions } from 'chart.js';
import type { Extent } from '../figures/extent.ts';
import { axisLine, faintGrid, grid, quiet, tickFont } from './theme.ts';

type ScaleChoice = NonNullable<NonNullable<ChartOptions<'line'>['scales']>[string]>;

/**
 * The axis for chart.js: our ticks and texts, pale lines, no title.
 * @param words false for lines without numbers
 */
export function scaleOptions(
  { scale, min, max, ticks }: Extent,
  side: 'x' | 'y',
  words = true,
): ScaleChoice {
  const textAt = new Map(ticks.map(({ value, text }) => [value, text]));
  return {
    type: scale === 'log' ? 'logarithmic' : 'linear',
    position: side === 'x' ? 'bottom' : 'left',
    min,
    max,
    // Not where ticks of chart.js's own would begin and end.
    bounds: 'data',
    border: { display: side === 'x', color: axisLine, width: 1 },
    grid: {
      drawTicks: side === 'x' && words,
      tickLength: 5,
      tickColor: ({ tick }) => (textAt.get(tick?.value) ? axisLine : 'transparent'),
      color: ({ tick }) => (textAt.get(tick?.value) ? grid : faintGrid),
      lineWidth: 1,
    },
    ticks: {
      display: words,
      autoSkip: false,
      maxRotation: 0,
      includeBounds: false,
      padding: side === 'x' ? 4 : 8,
      color: quiet,
      font: { size: tickFont.size },
      callback: (value) => textAt.get(Number(value)) ?? '',
    },
    afterBuildTicks: (axis) => {
      axis.ticks = ticks.map(({ value }) => ({ value }));
    },
  };
}
