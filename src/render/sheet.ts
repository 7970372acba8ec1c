import { checkFigure } from '../figures/check-figure.ts';
import type { Picture } from '../figures/figure.ts';
import type { Sheet } from './canvas-chart.ts';
import { contoursSheet } from './contours-sheet.ts';
import { curvesSheet } from './curves-sheet.ts';
import { dotsSheet } from './dots-sheet.ts';
import type { Format } from './format.ts';
import { imagesSheet } from './images-sheet.ts';
import { parallelSheet } from './parallel-sheet.ts';

/** A figure as a chart. @throws UsageError for a figure that cannot be drawn */
export function sheetOf(figure: Picture, format: Format): Sheet {
  checkFigure(figure);
  if (figure.kind === 'curves') return curvesSheet(figure, format);
  if (figure.kind === 'contours') return contoursSheet(figure, format);
  if (figure.kind === 'images') return imagesSheet(figure, format);
  if (figure.kind === 'parallel') return parallelSheet(figure, format);
  return dotsSheet(figure, format);
}
