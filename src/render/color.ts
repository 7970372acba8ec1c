import { channels, hex } from '../figures/color.ts';

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

function luminance(channels: readonly number[]): number {
  const [r, g, b] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
