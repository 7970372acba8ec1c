import { numberText as split } from '#src/figures/number-text';

/** A number that stays on one line; the page has it in four digits. */
export const number = (value: number, digits = 4) => split(value, digits).replaceAll(' ', '\u00A0');

/** Everything that live figures say beyond their own labels, so that a translation is this one file. */
export const words = {
  at: (axis: string, x: number) => `${axis}: ${number(x)}`,
  read: (axis: string) => `Read the values at: ${axis}`,
  range: (value: number, low: number, high: number) =>
    `${number(value)} (${number(low)} to ${number(high)})`,
  elsewhere: (value: string, x: number) => `${value} at ${number(x)}`,
  none: '–',
  hidden: 'hidden',
  lines: 'Lines, each of which can be hidden',
  log: 'Log scale',
  logged: (label: string, isLog: boolean) => (isLog ? `${label} (log scale)` : label),
  told: (place: string, readings: readonly string[]) => `${place}. ${readings.join('; ')}.`,
  reading: (label: string, value: string) => `${label} ${value}`,

  update: (update: number, of: number) => `update ${update} of ${of}`,
  scrub: 'Update shown',
  play: 'Play',
  pause: 'Pause',
  point: (x: string, y: string, [atX, atY]: readonly [number, number]) =>
    `${x} ${number(atX)}, ${y} ${number(atY)}`,

  rows: 'Rows; each tells its numbers',
  limit: (label: string) => `; dashed: ${label}`,
  singles: (values: readonly number[]) =>
    `single results: ${values.map((value) => number(value)).join(', ')}`,
} as const;
