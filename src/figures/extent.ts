import { rounded } from '../shared/stats.ts';
import { canStand } from './check-figure.ts';
import type { Axis } from './figure.ts';
import { linearTicks, logTicks, niceStep, type Tick } from './ticks.ts';

/** Where an axis begins and ends, and what stands on it. */
export interface Extent {
  readonly scale: Axis['scale'];
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly Tick[];
}

/**
 * From the smallest to the largest of `values`, or where `axis` says.
 * @param pixels length of the axis in CSS pixels
 * @param tight ends at the data (along the bottom); otherwise there is some air (up the side)
 */
export function extentOf(
  axis: Axis,
  values: readonly (number | null | undefined)[],
  pixels: number,
  tight = false,
): Extent {
  const standing = values.filter((value) => canStand(value, axis));
  const lowest = axis.min ?? least(standing);
  const highest = axis.max ?? greatest(standing);
  if (axis.scale === 'log') {
    const [min, max] = logRange(lowest, highest, axis, tight);
    return {
      scale: 'log',
      min,
      max,
      ticks: logTicks(min, max, Math.floor(pixels / (tight ? 50 : 26))),
    };
  }
  const apart = tight ? 85 : pixels < 150 ? 28 : 48;
  const count = Math.max(2, Math.floor(pixels / apart));
  // Nobody counts half updates.
  const whole = standing.every(Number.isInteger) && tight ? 1 : 0;
  const [min, max] = linearRange(lowest, highest, axis, tight ? undefined : count);
  return { scale: 'linear', min, max, ticks: linearTicks(min, max, count, whole) };
}

/** Of the ends of an axis. */
const digits = 12;
/** Numbers that differ by less, as a share of their size, are one place. */
const same = 1e-11;
/** And so are those on a linear axis that are nearer than this: chart.js counts their decimals one by one. */
const finest = 1e-270;
/** The way from one end of a linear axis to the other must be a number; what lies beyond is outside of the picture. */
const widest = 1e307;

function logRange(low: number, high: number, axis: Axis, tight: boolean): [number, number] {
  // Ends may be so far apart that their ratio is no number, and with its air an end may be none.
  const ratio = (share: number) =>
    high / low < Infinity ? (high / low) ** share : high ** share / low ** share;
  const air = high / low - 1 <= same ? 3 : ratio(tight ? 0.015 : 0.04);
  return [
    Math.max(axis.min ?? rounded(low / air, digits), Number.MIN_VALUE),
    Math.min(axis.max ?? rounded(high * air, digits), Number.MAX_VALUE),
  ];
}

/** @param count of ticks, where the ends are to be ticks; without it the ends are the data's */
function linearRange(from: number, to: number, axis: Axis, count?: number): [number, number] {
  const [low, high] = [from, to].map((end) => Math.max(-widest, Math.min(widest, end))) as [
    number,
    number,
  ];
  const size = Math.max(Math.abs(low), Math.abs(high));
  const room = high - low <= Math.max(finest, size * same) ? (size > finest ? size : 10) / 10 : 0;
  if (count === undefined) return [axis.min ?? low - room, axis.max ?? high + room];
  // A little air, so that no line runs along the border; 0 is a border of its own right.
  const air = Math.max(room, (high - low) * 0.03);
  const start = axis.min ?? (low >= 0 ? Math.max(0, low - air) : low - air);
  const end = axis.max ?? (high <= 0 && low < 0 ? Math.min(0, high + air) : high + air);
  const step = niceStep((end - start) / count);
  const down = Math.floor(start / step + 1e-9) * step;
  const up = Math.ceil(end / step - 1e-9) * step;
  return [axis.min ?? Number(down.toPrecision(12)), axis.max ?? Number(up.toPrecision(12))];
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function greatest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}
