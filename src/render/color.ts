import { channels, hex, luminance } from '../figures/color.ts';

/** `#rrggbb` with an opacity from 0 to 1. */
export function faded(color: string, alpha: number): string {
  return `rgba(${channels(color).join(', ')}, ${alpha})`;
}

/** `color`, darkened until it reads as text on white (WCAG contrast of 4.5). */
export function inkOf(color: string): string {
  for (let share = 1; share > 0; share -= 0.02) {
    const darker = channels(color).map((channel) => channel * share);
    if (1.05 / (luminance(darker) + 0.05) >= 4.5) return hex(darker);
  }
  return '#000000';
}
