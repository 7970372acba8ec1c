import { textWidth } from './fonts.ts';
import type { Extent } from '../figures/extent.ts';
import { tickFont } from './theme.ts';

/** Width of the widest text on an axis. */
export function ticksWidth({ ticks }: Extent): number {
  return Math.max(...ticks.map(({ text }) => textWidth(text, tickFont)));
}
