import { deviation, mean } from '../shared/stats.ts';
import type { CellResult } from './run-sweep.ts';
import { byScore } from './score.ts';

/** What the best setting of a cell came to on fresh seeds. */
export interface Standing {
  /** One for each seed; null where it diverged. */
  readonly scores: readonly (number | null)[];
  readonly lost: number;
  /** Over the seeds that did not diverge; null when all did. */
  readonly mean: number | null;
  /** Sample standard deviation. */
  readonly deviation: number;
}

/** The numbers of a cell's final runs; undefined where no setting came so far. */
export function standing({ final }: CellResult, score: string): Standing | undefined {
  if (final === undefined) return undefined;
  const scores = final.final[score] ?? final.seeds.map(() => null);
  const found = scores.filter((one) => one !== null);
  return {
    scores,
    lost: scores.length - found.length,
    mean: found.length > 0 ? mean(found) : null,
    // Of equal numbers, the mean may differ in its last digit.
    deviation: new Set(found).size === 1 ? 0 : deviation(found),
  };
}

/** Best first: who lost fewer seeds, then by the mean; those without a result come last. */
export function ranked(cells: readonly CellResult[], score: string): CellResult[] {
  const order = byScore(score);
  const lost = (cell: CellResult) => standing(cell, score)?.lost ?? Infinity;
  const middle = (cell: CellResult) => standing(cell, score)?.mean ?? null;
  return cells.toSorted((a, b) => {
    const [one, other] = [lost(a), lost(b)];
    return one === other ? order(middle(a), middle(b)) : one < other ? -1 : 1;
  });
}

/** Those who lost as few seeds as the first, and whose seeds reach as far as its worst; it is not among them. */
export function rivals(all: readonly CellResult[], score: string): CellResult[] {
  const [first, ...others] = all;
  const order = byScore(score);
  const seeds = (cell: CellResult | undefined) =>
    ((cell && standing(cell, score)?.scores) ?? []).toSorted(order);
  const worst = seeds(first).findLast((one) => one !== null) ?? null;
  const lost = (cell: CellResult | undefined) => cell && standing(cell, score)?.lost;
  return others.filter((other) => {
    if (lost(other) !== lost(first)) return false;
    const best = seeds(other)[0] ?? null;
    return best !== null && order(best, worst) <= 0;
  });
}
