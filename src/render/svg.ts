import type { Picture } from '../figures/figure.ts';
import { drawSvg } from './canvas-chart.ts';
import type { Format } from './format.ts';
import { escaped } from './highlight.ts';
import { sheetOf } from './sheet.ts';

/**
 * A figure as an `svg` element for a page, sharp at every size and in letters of the reader's.
 * @param id of the picture in its page: letters, digits and hyphens
 * @throws UsageError for a figure that cannot be drawn
 */
export function renderSvg(figure: Picture, format: Format, id: string): string {
  const sheet = sheetOf(figure, format);
  const box = `viewBox="0 0 ${10 * sheet.width} ${10 * Math.round(sheet.height)}"`;
  return `<svg class="${format.name}" ${box} role="img" aria-label="${escaped(figure.alt)}" fill="none">${drawSvg(sheet, id)}</svg>`;
}
