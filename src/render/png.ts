import { checkFigure } from '../figures/check-figure.ts';
import type { Picture } from '../figures/figure.ts';
import { draw, type Sheet } from './canvas-chart.ts';
import { contoursSheet } from './contours-sheet.ts';
import { curvesSheet } from './curves-sheet.ts';
import { dotsSheet } from './dots-sheet.ts';
import { imagesSheet } from './images-sheet.ts';
import { smallPng } from './small-png.ts';

/**
 * A figure as a PNG of 860 CSS pixels' width at double density. The same figure gives the same bytes on one machine.
 * @throws UsageError for a figure that cannot be drawn
 */
export function renderPng(figure: Picture): Buffer {
  const png = draw(sheetOf(checkFigure(figure)));
  return smallPng(png, { title: figure.title, description: figure.alt });
}

function sheetOf(figure: Picture): Sheet {
  if (figure.kind === 'curves') return curvesSheet(figure);
  if (figure.kind === 'contours') return contoursSheet(figure);
  if (figure.kind === 'images') return imagesSheet(figure);
  return dotsSheet(figure);
}
