import type { Plugin } from 'chart.js';
import type { Line } from '../figures/figure.ts';
import { styleOf } from '../figures/styles.ts';
import { faded } from './color.ts';

/** Ranges of lines as pale areas behind them. More than four become paler, because they overlap. */
export function bands(lines: readonly Line[], scaleId: string): Plugin<'line'> {
  const banded = lines.filter(({ low, high }) => low && high);
  const alpha = banded.length > 4 ? 0.1 : 0.14;
  return {
    id: `bands-${scaleId}`,
    beforeDatasetsDraw: ({ ctx, scales }) => {
      const [x, y] = [scales['x'], scales[scaleId]];
      if (!x || !y) return;
      ctx.save();
      ctx.beginPath();
      ctx.rect(x.left, y.top, x.width, y.height);
      ctx.clip();
      for (const line of banded) {
        ctx.fillStyle = faded(styleOf(line.style).color, alpha);
        for (const piece of pieces(line)) {
          ctx.beginPath();
          for (const [at, , high] of piece) {
            ctx.lineTo(x.getPixelForValue(at), y.getPixelForValue(high));
          }
          for (const [at, low] of piece.toReversed()) {
            ctx.lineTo(x.getPixelForValue(at), low === null ? y.bottom : y.getPixelForValue(low));
          }
          ctx.closePath();
          ctx.fill();
        }
      }
      ctx.restore();
    },
  };
}

/** Runs of points that have an upper end; a lower end that the axis cannot show reaches down to it. */
function pieces({ x, low = [], high = [] }: Line): [number, number | null, number][][] {
  const found: [number, number | null, number][][] = [[]];
  for (const [i, at] of x.entries()) {
    const top = high[i];
    if (typeof top === 'number') found.at(-1)?.push([at, low[i] ?? null, top]);
    else found.push([]);
  }
  return found.filter((piece) => piece.length > 1);
}
