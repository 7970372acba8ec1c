import { deviation, mean } from '../shared/stats.ts';
import type { RunRecord } from '../training/experiment.ts';
import type { Comparison, Outcome } from './comparison.ts';
import type { Goal } from './track.ts';

/** Several results as one. */
export interface Middle {
  readonly mean: number;
  /** Sample standard deviation; 0 for a single result. */
  readonly deviation: number;
}

/** What a contestant's run came to, in the numbers of the table. */
export interface Standing {
  /** Over the seeds that did not diverge; null when all did. */
  readonly final: Middle | null;
  /** Further results by name. */
  readonly also: Readonly<Record<string, Middle | null>>;
  readonly learningRate: number;
  /** The best rate is the first or the last that was tried. */
  readonly onBorder: boolean;
  readonly diverged: number;
  readonly seeds: number;
  /** For each seed the updates after which the goal was seen to be reached, null if never; absent without a goal. */
  readonly updatesToGoal?: readonly (number | null)[];
}

/** The numbers of a run. */
export function standing(run: RunRecord, { track }: Comparison): Standing {
  const { final, divergedAt, tuning } = run;
  return {
    final: middle(final[track.series]),
    also: Object.fromEntries(Object.keys(track.also).map((name) => [name, middle(final[name])])),
    learningRate: tuning?.best ?? Number.NaN,
    onBorder: tuning?.onBorder ?? false,
    diverged: divergedAt.filter((update) => update !== null).length,
    seeds: divergedAt.length,
    ...(track.goal && { updatesToGoal: toGoal(run, track.goal) }),
  };
}

/** Best first: who lost fewer seeds, then who ended lower; those without a result come last, in their own order. */
export function ranked(outcomes: readonly Outcome[], conditions: Comparison): Outcome[] {
  const rank = (outcome: Outcome): [number, number] => {
    if (outcome.status !== 'finished') return [Infinity, Infinity];
    const { diverged, final } = standing(outcome.run, conditions);
    return [diverged, final?.mean ?? Infinity];
  };
  const before = ([a, b]: [number, number], [c, d]: [number, number]) =>
    a !== c ? (a < c ? -1 : 1) : b === d ? 0 : b < d ? -1 : 1;
  return [...outcomes].sort((one, other) => before(rank(one), rank(other)));
}

function middle(values: readonly (number | null)[] = []): Middle | null {
  const found = values.filter((value) => value !== null);
  return found.length === 0 ? null : { mean: mean(found), deviation: deviation(found) };
}

function toGoal({ series }: RunRecord, { series: name, reached }: Goal): (number | null)[] {
  return series.map((seed) => {
    const values = seed[name] ?? [];
    const row = values.findIndex((value) => reached(value, values[0] as number));
    return row < 0 ? null : (seed.update[row] as number);
  });
}
