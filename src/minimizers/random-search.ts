/** How a random search goes about it. */
export interface RandomSearch {
  /** Places that are tried after the start. */
  readonly steps: number;
  /** What a standard normal is multiplied by to make a step, in every direction. */
  readonly size: number;
  /** Gives as many standard normals as it is asked for. */
  readonly normals: (length: number) => ArrayLike<number>;
}

/**
 * Random local search: who knows only the height under their feet tries a step in a random direction, and goes there if it
 * is lower. One height is asked for at the start and one for each step.
 * @param height of a place; it is handed a list that it may keep
 * @returns the lowest place that was found, as a new list
 */
export function randomSearch(
  height: (w: readonly number[]) => number,
  start: readonly number[],
  { steps, size, normals }: RandomSearch,
): number[] {
  // #region exercise: try a random step from the best place so far, and move only where it is lower
  let best = [...start];
  let lowest = height(best);
  for (let step = 0; step < steps; step++) {
    const way = normals(start.length);
    const place = best.map((w, i) => w + size * (way[i] as number));
    const found = height(place);
    if (found < lowest) [best, lowest] = [place, found];
  }
  return best;
  // #endregion
}
