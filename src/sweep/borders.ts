import { shareOf, type Dimension, type Setting } from './space.ts';

/** How near to an end of a range counts as on its border, where samples do not hit the end itself. */
const near = 0.05;

/**
 * The dimensions along which a setting lies on the border of what was tried, so that a better one may lie beyond: within
 * a twentieth of a range's ends, or the smallest or largest of three numbers or more. Below 0, nothing is looked for.
 */
export function borders(
  space: readonly Dimension[],
  all: readonly Setting[],
  best: Setting,
): string[] {
  return space
    .filter((dimension) => {
      const value = best[dimension.name];
      if (typeof value !== 'number' || value === 0) return false;
      if (dimension.kind !== 'choice') {
        const share = shareOf(dimension, value);
        return share <= near || share >= 1 - near;
      }
      const numbers = new Set(all.map((setting) => setting[dimension.name] as number));
      if (numbers.size < 3 || [...numbers].some((one) => typeof one !== 'number')) return false;
      return value === Math.min(...numbers) || value === Math.max(...numbers);
    })
    .map(({ name }) => name);
}
