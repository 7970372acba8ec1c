import { belowOne, checkNumber, positive } from '../shared/options.ts';

/** A velocity in one direction of a bowl. */
export interface Swing {
  /** What the velocity keeps of itself, from 0 to below 1. */
  readonly momentum: number;
  /** Learning rate times the curvature of the direction. */
  readonly step: number;
  /** Whether the slope is felt where the velocity leads to (Nesterov), not where the weight stands. Default false. */
  readonly ahead?: boolean;
}

/**
 * The share of a swing that an update leaves, in the long run: the larger root of r² − (1 + m − step) · r + m in size. To
 * feel the slope ahead makes of the momentum m the smaller one momentum · (1 − step). Above 1 the swing grows.
 * @throws UsageError for a momentum that is not from 0 to below 1, a step that is not above 0
 * @see Polyak 1964; O'Donoghue & Candès 2015 (arXiv 1204.3982)
 */
export function swingLeft({ momentum, step, ahead = false }: Swing): number {
  checkNumber('swingLeft', 'momentum', momentum, belowOne);
  checkNumber('swingLeft', 'step', step, positive);
  const kept = ahead ? momentum * (1 - step) : momentum;
  const half = (1 + kept - step) / 2;
  const root = half ** 2 - kept;
  return root < 0 ? Math.sqrt(kept) : Math.abs(half) + Math.sqrt(root);
}
