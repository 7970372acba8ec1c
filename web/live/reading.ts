import type { Line } from '#src/figures/figure';
import { figureNumber, liveSays } from '../words.ts';

/** What a line says at a place of the x axis. */
export interface Reading {
  /** Which of its points is read; undefined where it has none near. */
  readonly index: number | undefined;
  readonly text: string;
}

/** The line's own point nearest to `x`: nothing between points is made up. */
export function reading(line: Line, x: number): Reading {
  const index = nearest(line, x);
  if (index === undefined) {
    const isOver = line.broke !== undefined && x > (line.x.at(-1) as number);
    return { index, text: isOver ? line.broke : liveSays.none };
  }
  const value = line.y[index];
  if (typeof value !== 'number') return { index: undefined, text: liveSays.none };
  const [low, high] = [line.low?.[index], line.high?.[index]];
  const has = typeof low === 'number' && typeof high === 'number';
  const text = has ? liveSays.range(value, low, high) : figureNumber(value);
  const at = line.x[index] as number;
  const isHere = line.stepped === true || Math.abs(at - x) <= 1e-9 * Math.abs(x);
  return { index, text: isHere ? text : liveSays.elsewhere(text, at) };
}

function nearest({ x: places, stepped }: Line, x: number): number | undefined {
  const above = places.findIndex((place) => place > x);
  const before = above < 0 ? places.length - 1 : above - 1;
  if (stepped === true)
    return before >= 0 && (above >= 0 || places.at(-1) === x) ? before : undefined;
  const [low, high] = [places[before], places[before + 1]];
  if (low !== undefined && high !== undefined) return x - low <= high - x ? before : before + 1;
  const [end, gap] =
    low === undefined
      ? [0, (places[1] ?? Infinity) - (places[0] as number)]
      : [before, low - (places[before - 1] ?? -Infinity)];
  const off = Math.abs((places[end] as number) - x);
  return off === 0 || off < gap / 2 ? end : undefined;
}
