import type { Plugin } from 'chart.js';
import type { Guide, Line } from '../figures/figure.ts';
import { styleOf } from '../figures/styles.ts';
import { faded, inkOf } from './color.ts';
import { lastIndex, reachesBorder } from './line-end.ts';
import type { Extent } from '../figures/extent.ts';
import { spreadOut } from './spread-out.ts';
import { labelFont, quiet, textFont } from './theme.ts';
import { write, written, type Written } from './written.ts';

/** A text to the right of the plot, as near as can be to the height of a value. */
export interface BorderLabel {
  readonly at: number;
  readonly text: Written;
  /** Colour of the line from value to text, where they had to part. */
  readonly color: string;
}

const widest = 190;
/** From the border of the plot to the text. */
const borderGap = 13;

/** Labels of the lines that reach the right border and of the guides across the plot. */
export function borderLabels(
  lines: readonly Line[],
  guides: readonly Guide[],
  x: Extent,
  y: Extent,
): BorderLabel[] {
  const ends = lines
    .filter((line) => reachesBorder(line, x, y))
    .map((line) => {
      const { color } = styleOf(line.style);
      return {
        at: line.y[lastIndex(line, y)] as number,
        text: written([[line.label, labelFont]], inkOf(color), widest),
        color,
      };
    });
  const across = guides
    .filter(({ axis }) => axis === 'y')
    .map(({ at, label }) => ({
      at,
      text: written([[label, textFont]], quiet, widest),
      color: quiet,
    }));
  return [...ends, ...across];
}

/** Room that labels need to the right of the plot. */
export function borderWidth(labels: readonly BorderLabel[]): number {
  return labels.length === 0 ? 0 : borderGap + Math.max(...labels.map(({ text }) => text.width));
}

/** Writes the labels without overlap; a thin line leads from a value to a label that had to move. */
export function borderLabelsPlugin(
  labels: readonly BorderLabel[],
  scaleId: string,
): Plugin<'line'> {
  return {
    id: `border-labels-${scaleId}`,
    afterDatasetsDraw: ({ ctx, scales }) => {
      const [x, y] = [scales['x'], scales[scaleId]];
      if (!x || !y) return;
      const heights = labels.map(({ at }) =>
        Math.max(y.top, Math.min(y.bottom, y.getPixelForValue(at))),
      );
      const wishes = labels.map(({ text }, i) => ({
        at: heights[i] as number,
        size: text.height + 1,
      }));
      const centres = spreadOut(wishes, y.top - 8, y.bottom + 8);
      for (const [i, { text, color }] of labels.entries()) {
        const [height, centre] = [heights[i] as number, centres[i] as number];
        if (Math.abs(height - centre) > 3) {
          ctx.save();
          ctx.strokeStyle = faded(color, 0.7);
          ctx.lineWidth = 1;
          ctx.beginPath();
          ctx.moveTo(x.right + 2, height);
          ctx.lineTo(x.right + borderGap - 3, centre);
          ctx.stroke();
          ctx.restore();
        }
        write(ctx, text, x.right + borderGap, centre - text.height / 2);
      }
    },
  };
}
