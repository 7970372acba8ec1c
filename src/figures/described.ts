import { checkFigure } from './check-figure.ts';
import type { Described, Drawing, Figure } from './figure.ts';
import { joined } from './protocol.ts';

/**
 * A drawing and what it shows, in words, before what its runs say of themselves.
 * @throws UsageError for missing words
 */
export function described<D extends Drawing>(drawing: D, words: Described): D & Described {
  const figure = { ...drawing, ...words, subtitle: joined(words.subtitle, drawing.subtitle) };
  checkFigure(figure as Figure);
  return figure;
}
