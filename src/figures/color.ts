/** Red, green and blue of #rrggbb, 0 to 255 each. */
export function channels(color: string): [number, number, number] {
  return [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16)) as [number, number, number];
}

/** #rrggbb of three channels, rounded. */
export function hex(channels: readonly number[]): string {
  return `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}

/** `share` of the way from one #rrggbb to another. */
export function blend(from: string, to: string, share: number): string {
  const goal = channels(to);
  return hex(channels(from).map((channel, i) => channel + share * ((goal[i] as number) - channel)));
}

/** Relative luminance of three channels, 0 to 1 (WCAG). */
export function luminance(channels: readonly number[]): number {
  const [r, g, b] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two #rrggbb, from 1 to 21 (WCAG). */
function contrast(one: string, other: string): number {
  const [low, high] = [one, other]
    .map((color) => luminance(channels(color)))
    .sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** `color`, lightened until it stands out from a dark `ground` by that contrast (4.5 reads as text). */
export function lightOn(color: string, ground: string, least = 4.5): string {
  for (let share = 0; share < 1; share += 0.02) {
    const lighter = blend(color, '#ffffff', share);
    if (contrast(lighter, ground) >= least) return lighter;
  }
  return '#ffffff';
}
