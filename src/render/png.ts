import type { Picture } from '../figures/figure.ts';
import { draw } from './canvas-chart.ts';
import { full, type Format } from './format.ts';
import { sheetOf } from './sheet.ts';
import { smallPng } from './small-png.ts';

/**
 * A figure as a PNG at double density. The same figure gives the same bytes on one machine.
 * @param format what it is drawn for. Default: to stand alone, 860 CSS pixels wide, under its finding
 * @param standing an earlier file: given back where it holds the same, as pixels and words
 * @throws UsageError for a figure that cannot be drawn
 */
export function renderPng(figure: Picture, format: Format = full, standing?: Buffer): Buffer {
  const words = { title: figure.title, description: figure.alt };
  return smallPng(draw(sheetOf(figure, format)), words, standing);
}
