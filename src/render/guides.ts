import type { Plugin } from 'chart.js';
import type { Guide } from '../figures/figure.ts';
import { full, type Format } from './format.ts';
import { spreadOut } from './spread-out.ts';
import { quiet, textFont } from './theme.ts';
import { write, written } from './written.ts';

/**
 * Thin dashed lines across the plot; the upright ones are named above it, and where there is no room beside the plot the
 * level ones within it.
 */
export function guidesPlugin(
  guides: readonly Guide[],
  { narrow, words }: Pick<Format, 'narrow' | 'words'> = full,
): Plugin<'line'> {
  const named = (axis: Guide['axis']) =>
    guides
      .filter((guide) => guide.axis === axis)
      .map(({ at, label }) => ({ at, text: written([[label, textFont]], quiet, 240) }));
  const upright = words ? named('x') : [];
  const level = narrow && words ? named('y') : [];
  return {
    id: 'guides',
    beforeDatasetsDraw: ({ ctx, chartArea, scales }) => {
      const [x, y] = [scales['x'], scales['y']];
      if (!x || !y) return;
      ctx.save();
      ctx.strokeStyle = quiet;
      ctx.lineWidth = 1.2;
      ctx.setLineDash([5, 4]);
      for (const { axis, at } of guides) {
        ctx.beginPath();
        if (axis === 'x') {
          ctx.moveTo(x.getPixelForValue(at), y.top);
          ctx.lineTo(x.getPixelForValue(at), chartArea.bottom);
        } else {
          ctx.moveTo(x.left, y.getPixelForValue(at));
          ctx.lineTo(x.right, y.getPixelForValue(at));
        }
        ctx.stroke();
      }
      ctx.restore();
      const wishes = upright.map(({ at, text }) => ({
        at: x.getPixelForValue(at),
        size: text.width + 14,
      }));
      const centres = spreadOut(wishes, x.left - 7, x.right + 7);
      for (const [i, { text }] of upright.entries()) {
        write(ctx, text, (centres[i] as number) - text.width / 2, y.top - text.height - 3);
      }
    },
    afterDatasetsDraw: ({ ctx, scales }) => {
      const [x, y] = [scales['x'], scales['y']];
      if (!x || !y) return;
      for (const { at, text } of level) {
        const line = y.getPixelForValue(at);
        const above = line - text.height - 2;
        write(ctx, text, x.right - text.width - 6, above > y.top ? above : line + 2, true);
      }
    },
  };
}

/** Room above the plot for the names of upright guides. */
export function guidesHeight(guides: readonly Guide[]): number {
  const rows = guides
    .filter(({ axis }) => axis === 'x')
    .map(({ label }) => written([[label, textFont]], quiet, 240).height + 3);
  return Math.max(0, ...rows);
}
