import { checkFigure } from '../figures/check-figure.ts';
import type { Picture } from '../figures/figure.ts';
import { draw, type Sheet } from './canvas-chart.ts';
import { contoursSheet } from './contours-sheet.ts';
import { curvesSheet } from './curves-sheet.ts';
import { dotsSheet } from './dots-sheet.ts';
import { full, type Format } from './format.ts';
import { imagesSheet } from './images-sheet.ts';
import { smallPng } from './small-png.ts';

/**
 * A figure as a PNG at double density. The same figure gives the same bytes on one machine.
 * @param format what it is drawn for. Default: to stand alone, 860 CSS pixels wide, under its finding
 * @throws UsageError for a figure that cannot be drawn
 */
export function renderPng(figure: Picture, format: Format = full): Buffer {
  const png = draw(sheetOf(checkFigure(figure), format));
  return smallPng(png, { title: figure.title, description: figure.alt });
}

function sheetOf(figure: Picture, format: Format): Sheet {
  if (figure.kind === 'curves') return curvesSheet(figure, format);
  if (figure.kind === 'contours') return contoursSheet(figure, format);
  if (figure.kind === 'images') return imagesSheet(figure, format);
  return dotsSheet(figure, format);
}
