import { tenTo } from '../shared/powers.ts';
import { rounded } from '../shared/stats.ts';

/** Evenly spaced in the logarithm above the lowest point, evenly spaced, or given. */
export type LevelChoice = 'log' | 'linear' | readonly number[];

const most = 15;

/** Steps within a power of ten, from dense to sparse. */
const decades: readonly (readonly number[])[] = [[1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]];

/**
 * Heights for contours, at most 15, on round numbers.
 * @param heights of the grid
 * @param base height of the lowest point; default the lowest on the grid
 */
export function levelsOf(
  heights: readonly number[],
  choice: LevelChoice,
  base?: number,
): readonly number[] {
  if (typeof choice !== 'string') return [...choice].sort((a, b) => a - b);
  const sorted = [...heights].filter(Number.isFinite).sort((a, b) => a - b);
  const floor = base ?? sorted[0] ?? 0;
  const highest = sorted.at(-1) as number;
  const span = highest - floor;
  // Steps must be numbers: none on a plain, nor where they would be finer or wider than any.
  if (!(span > 1e-300 && span < Infinity)) return [];
  if (choice === 'linear') return linear(floor, highest);
  // A contour that holds less than half a percent of the window would be a speck.
  const small = (sorted[Math.floor(sorted.length / 200)] as number) - floor;
  const low = Math.max(small, span * 1e-8);
  return logarithmic(low, span).map((level) => rounded(floor + level, 6));
}

function logarithmic(low: number, high: number): number[] {
  for (const digits of decades) {
    const levels: number[] = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
      levels.push(...digits.map((digit) => Number(`${digit}e${power}`)));
    }
    const inside = levels.filter((level) => level >= low && level < high);
    if (inside.length <= most) return inside;
  }
  const ratio = (high / low) ** (1 / most);
  return Array.from({ length: most - 1 }, (_, i) => low * ratio ** (i + 1));
}

function linear(low: number, high: number): number[] {
  const rough = (high - low) / most;
  const power = tenTo(Math.floor(Math.log10(rough)));
  const step = ([1, 2, 2.5, 5, 10].find((digit) => digit * power >= rough) as number) * power;
  const first = Math.floor(low / step) + 1;
  const count = Math.ceil(high / step) - first;
  return Array.from({ length: count }, (_, i) => rounded((first + i) * step, 6));
}
