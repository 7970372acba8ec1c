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
