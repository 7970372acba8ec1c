import type { Range } from '#src/shared/options';

const digits = [1, 1.2, 1.5, 1.8, 2, 2.2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9];
const shares = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85];
const nines = [1, 2, 3].flatMap((n) =>
  [0, 2, 4, 5, 6, 8, 9].map((d) => 1 - (10 - d) / 10 ** (n + 1)),
);

/** Round numbers from `low` to `high`, evenly spaced in their logarithm, as nearly as round numbers are. */
export function logNotches(low: number, high: number): number[] {
  const powers = Math.ceil(Math.log10(high / low)) + 2;
  const first = Math.floor(Math.log10(low));
  return Array.from({ length: powers }, (_, i) => digits.map((d) => round(d * 10 ** (first + i))))
    .flat()
    .filter((value) => value >= low * 0.999 && value <= high * 1.001);
}

/** Where a slider may stand for an option that has that range and default, from low to high. */
export function notchesOf(range: Range, standard: number): number[] {
  return candidates(range, standard).filter((value) => range.holds(value));
}

function candidates(range: Range, standard: number): number[] {
  const holds = (value: number) => range.holds(value);
  if (holds(-1)) return Array.from({ length: 37 }, (_, i) => standard - 90 + 5 * i);
  if (holds(2) && !holds(2.5)) return Array.from({ length: 12 }, (_, i) => i + 1);
  if (!holds(1.5)) {
    const limit = upperBound(holds);
    if (limit > 0.99) return [...shares, ...nines.map(round), 1];
    return Array.from({ length: 21 }, (_, i) => round((limit * i) / 21));
  }
  if (!holds(0.5)) return logNotches(1, 1000);
  const [low, high] = standard > 0 ? [standard / 100, standard * 100] : [1e-4, 1];
  return [0, ...logNotches(low, high)];
}

/** The number between 0 and 2 at which `holds` ends. */
function upperBound(holds: (value: number) => boolean): number {
  let [low, high] = [0, 2];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

const round = (value: number) => Number(value.toPrecision(4));
