import { numberText, powerText, tickText } from './number-text.ts';
import { tenTo } from '../shared/powers.ts';

/** A place on an axis; without text it is only a faint line. */
export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** Round numbers from `low` to `high`, about `count` of them, at least `finest` apart. */
export function linearTicks(low: number, high: number, count: number, finest = 0): Tick[] {
  const step = Math.max(finest, niceStep((high - low) / count));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    // Multiplying by a whole number keeps 0.30000000000000004 away.
    const inverse = Math.round(1 / step);
    const value = step >= 1 || inverse === Infinity ? (first + i) * step : (first + i) / inverse;
    return { value: Number(value.toPrecision(12)), text: tickText(value, step) };
  });
}

/** 1, 2, 2.5 or 5 times a power of ten, at least `rough`. */
export function niceStep(rough: number): number {
  const power = tenTo(Math.floor(Math.log10(rough)));
  const digit = [1, 2, 2.5, 5, 10].find((digit) => digit * power >= rough * (1 - 1e-9)) ?? 10;
  return Number((digit * power).toPrecision(12));
}

/** Powers of ten with text, no more than `count` of them, and faint lines between; closer numbers on a short axis. */
export function logTicks(low: number, high: number, count: number): Tick[] {
  const decades = Math.log10(high) - Math.log10(low);
  if (decades < 0.7) return linearTicks(low, high, Math.min(count, 6));
  if (decades < 3.2) {
    const choices = [[1, 2, 3, 5], [1, 3], [1]].slice(decades < 1.6 ? 0 : 1);
    const ticks = choices.map((named) => withinDecades(low, high, named));
    const fits = (one: readonly Tick[]) => one.filter(({ text }) => text !== '').length <= count;
    return ticks.find(fits) ?? (ticks.at(-1) as Tick[]);
  }
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const every =
    [1, 2, 3, 4, 5, 6, 10, 20, 50].find((step) => (last - first + 1) / step <= count) ?? 100;
  const plain = first >= -4 && last <= 4 && last - first < 6;
  const ticks: Tick[] = [];
  for (let power = first - 1; power <= last; power++) {
    const named = power % every === 0;
    // So many faint lines would be a grey wash.
    if (!named && decades > 100) continue;
    const text = named ? (plain ? numberText(tenTo(power)) : powerText(power)) : '';
    ticks.push({ value: tenTo(power), text });
    if (decades > 6) continue;
    for (let digit = 2; digit <= 9; digit++)
      ticks.push({ value: Number(`${digit}e${power}`), text: '' });
  }
  return ticks.filter(({ value }) => isWithin(value, low, high));
}

function withinDecades(low: number, high: number, named: readonly number[]): Tick[] {
  const ticks: Tick[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    for (let digit = 1; digit <= 9; digit++) {
      const value = Number(`${digit}e${power}`);
      ticks.push({ value, text: named.includes(digit) ? numberText(value) : '' });
    }
  }
  return ticks.filter(({ value }) => isWithin(value, low, high));
}

function isWithin(value: number, low: number, high: number): boolean {
  return value >= low * 0.999 && value <= high * 1.001 && value < Infinity;
}
