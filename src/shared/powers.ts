import { rounded } from './stats.ts';

// The last bits of a power are not the same in every version of Node: what is recorded must not hang on them.

/** Ten to a whole power, the number that `1e3` is. */
export function tenTo(power: number): number {
  return Number(`1e${power}`);
}

/** `count` numbers from `from` to `to`, each the same factor from the one before, to seven digits. */
export function logSpaced(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => rounded(from * (to / from) ** (i / (count - 1))));
}
