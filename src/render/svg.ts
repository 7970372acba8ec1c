import type { Picture } from '../figures/figure.ts';
import { drawSvg } from './canvas-chart.ts';
import type { Format } from './format.ts';
import { escaped } from './highlight.ts';
import { sheetOf } from './sheet.ts';
import { paper } from './theme.ts';

/**
 * A figure as an `svg` element for a page, sharp at every size and in letters of the reader's.
 * @param id of the picture in its page: letters, digits and hyphens
 * @throws UsageError for a figure that cannot be drawn
 */
export function renderSvg(figure: Picture, format: Format, id: string): string {
  const { box, content } = drawn(figure, format, id);
  return `<svg class="${format.name}" ${box} role="img" aria-label="${escaped(figure.alt)}" fill="none">${content}</svg>`;
}

/**
 * A figure as an SVG file, on white.
 * @throws UsageError for a figure that cannot be drawn
 */
export function svgFile(figure: Picture, format: Format): string {
  const { box, width, height, content } = drawn(figure, format, 'clip');
  // Elsewhere the page says it.
  const style = '<style>.cell{shape-rendering:crispEdges}</style>';
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} fill="none">${style}<path fill="${paper}" d="M0 0h${width}v${height}H0z"/>${content}</svg>\n`;
}

function drawn(figure: Picture, format: Format, id: string) {
  const sheet = sheetOf(figure, format);
  const [width, height] = [10 * sheet.width, 10 * Math.round(sheet.height)];
  return { box: `viewBox="0 0 ${width} ${height}"`, width, height, content: drawSvg(sheet, id) };
}
