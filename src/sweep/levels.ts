import { numberText } from '../figures/index.ts';
import type { TrialResult } from './cell.ts';
import { together } from './score.ts';
import { shareOf, type Dimension } from './space.ts';
import type { Sweep } from './sweep.ts';
import { valueText } from './words.ts';

/** Trials that have a value in common, or values that lie in the same part of a range. */
export interface Level {
  readonly label: string;
  readonly trials: readonly TrialResult[];
}

/**
 * The results by which all trials are compared, one for each seed: at the end or, with rungs, at the first, which all of
 * them came to; null where a run had diverged.
 */
export function judged(sweep: Sweep, { runs }: TrialResult): (number | null)[] {
  if (sweep.rungs.length > 0) return [runs[0]?.atFirstRung ?? null];
  return runs.map(({ score }) => score);
}

/** The mean of these results; null where one is missing. */
export function judgedMean(sweep: Sweep, trial: TrialResult): number | null {
  return together(judged(sweep, trial));
}

/**
 * Trials by their value along a dimension, in its order: by the values themselves where few were tried, else by equal parts
 * of the range.
 * @param most levels
 */
export function levels(
  trials: readonly TrialResult[],
  dimension: Dimension,
  most: number,
): Level[] {
  const valueOf = ({ trial }: TrialResult) => trial.setting[dimension.name];
  const values = [...new Set(trials.map(valueOf))];
  const inOrder = values.every((value) => typeof value === 'number')
    ? values.toSorted((a, b) => a - b)
    : values;
  if (dimension.kind === 'choice' || values.length <= most) {
    return inOrder.map((value) => ({
      label: valueText(value),
      trials: trials.filter((one) => valueOf(one) === value),
    }));
  }
  const part = (one: TrialResult) =>
    Math.min(most - 1, Math.floor(shareOf(dimension, valueOf(one) as number) * most));
  return Array.from({ length: most }, (_, i) => {
    const inside = trials.filter((one) => part(one) === i);
    const found = inside.map((one) => valueOf(one) as number);
    const [low, high] = [Math.min(...found), Math.max(...found)];
    return {
      label: low === high ? numberText(low) : `${numberText(low, 2)} to ${numberText(high, 2)}`,
      trials: inside,
    };
  }).filter((level) => level.trials.length > 0);
}
