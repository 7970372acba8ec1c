import type { Plugin } from 'chart.js';
import { blend } from '../figures/color.ts';
import type { Landscape } from '../figures/figure.ts';
import { levelRings } from '../figures/level-rings.ts';

/** Colours of the lowest and of the highest area. */
const lowest = '#9db9d6';
const highest = '#f5f8fc';
const contourLine = 'rgba(52, 84, 124, 0.28)';

/** Contours of a landscape as areas, darker where it is lower, with a thin line at each level. */
export function contourLayer(landscape: Landscape): Plugin<'line'> {
  const { columns, rows, levels } = landscape;
  const rings = levelRings(landscape);
  return {
    id: 'contours',
    beforeDatasetsDraw: ({ ctx, scales }) => {
      const [x, y] = [scales['x'], scales['y']];
      if (!x || !y) return;
      ctx.save();
      ctx.beginPath();
      ctx.rect(x.left, y.top, x.width, y.height);
      ctx.clip();
      ctx.fillStyle = lowest;
      ctx.fillRect(x.left, y.top, x.width, y.height);
      ctx.strokeStyle = contourLine;
      ctx.lineWidth = 0.8;
      // d3-contour counts from the corner of the first cell, whose sample stands in its middle.
      const left = (column: number) => x.left + ((column - 0.5) / (columns - 1)) * x.width;
      const top = (row: number) => y.bottom - ((row - 0.5) / (rows - 1)) * y.height;
      for (const [i, polygons] of rings.entries()) {
        ctx.beginPath();
        for (const ring of polygons) {
          for (const [k, [column, row]] of ring.entries()) {
            if (k === 0) ctx.moveTo(left(column), top(row));
            else ctx.lineTo(left(column), top(row));
          }
          ctx.closePath();
        }
        ctx.fillStyle = blend(lowest, highest, (i + 1) / levels.length);
        ctx.fill('evenodd');
        ctx.stroke();
      }
      ctx.restore();
    },
  };
}
