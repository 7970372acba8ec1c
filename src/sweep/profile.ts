import { byProblem } from './findings.ts';
import type { CellResult } from './run-sweep.ts';
import { isHigherBetter } from './score.ts';
import { standing } from './standing.ts';
import type { Sweep } from './sweep.ts';

/** For one optimizer, the share of the problems on which it comes within a factor of the best, over that factor. */
export interface ProfileLine {
  readonly label: string;
  readonly style: string;
  /** From 1, in increasing order. */
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/**
 * A performance profile over the problems: of losses, or of what accuracies lack of 1. Undefined where there is one problem
 * or one optimizer, and where a score is below 0, of which there are no multiples.
 * @see Dolan & Moré 2002, "Benchmarking optimization software with performance profiles" (arXiv cs/0102001)
 */
export function profile(
  cells: readonly CellResult[],
  { optimizers, score }: Pick<Sweep, 'optimizers' | 'score'>,
): ProfileLine[] | undefined {
  const groups = [...byProblem(cells).values()];
  if (groups.length < 2 || optimizers.length < 2) return undefined;
  const ratios = groups.map((group) => ratiosOf(group, score));
  if (ratios.includes(undefined)) return undefined;
  const found = (ratios as number[][]).flat().filter(Number.isFinite);
  if (found.length === 0) return undefined;
  const end = Math.max(...found) * 1.2;
  return optimizers.map(({ label, style }, i) => {
    const own = (ratios as number[][]).map((group) => group[i] as number);
    const steps = own.filter(Number.isFinite).toSorted((a, b) => a - b);
    const x = [1, ...steps, end];
    return {
      label,
      style,
      x,
      y: x.map((factor) => own.filter((ratio) => ratio <= factor).length / groups.length),
    };
  });
}

/** How many times as much as the best each has; Infinity where it lost a seed or has no result. */
function ratiosOf(group: readonly CellResult[], score: string): number[] | undefined {
  const costs = group.map((cell) => {
    const found = standing(cell, score);
    if (found === undefined || found.mean === null || found.lost > 0) return Infinity;
    return isHigherBetter(score) ? 1 - found.mean : found.mean;
  });
  const best = Math.min(...costs);
  if (best < 0) return undefined;
  return costs.map((cost) => (cost === best && cost < Infinity ? 1 : cost / best));
}
