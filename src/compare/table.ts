import { numberText } from '../figures/index.ts';
import { median } from '../shared/stats.ts';
import type { Comparison, Outcome } from './comparison.ts';
import { isFinished, withoutResult } from './figures.ts';
import { ranked, standing, type Middle, type Standing } from './standing.ts';

/** A table as text: what stdout and the page show. */
export interface ComparisonTable {
  readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
}

/** One row for each contestant, best first; whoever has no result has a row that says so. */
export function comparisonTable(
  outcomes: readonly Outcome[],
  conditions: Comparison,
): ComparisonTable {
  const { says, goal, also } = conditions.track;
  const right = [
    `final ${says}`,
    ...Object.values(also),
    'best rate',
    'diverged',
    ...(goal ? ['updates to goal'] : []),
  ];
  return {
    columns: [
      { label: 'entrant', align: 'left' },
      ...right.map((label) => ({ label, align: 'right' as const })),
    ],
    rows: ranked(outcomes, conditions).map((outcome) => {
      const { label } = outcome.contestant;
      if (!isFinished(outcome)) {
        return [label, withoutResult[outcome.status], ...right.slice(1).map(() => '')];
      }
      const found = standing(outcome.run, conditions);
      return [
        label,
        middleText(found.final),
        ...Object.keys(also).map((name) => middleText(found.also[name] ?? null)),
        `${numberText(found.learningRate)}${found.onBorder ? ' (border)' : ''}`,
        `${found.diverged} of ${found.seeds}`,
        ...(goal ? [goalText(found)] : []),
      ];
    }),
  };
}

/** What has to be said beside the table: why somebody has no result, and where the search was too narrow. */
export function comparisonNotes(outcomes: readonly Outcome[], conditions: Comparison): string[] {
  return outcomes.flatMap((outcome) => {
    const { label } = outcome.contestant;
    if (!isFinished(outcome)) return [`${label} ${outcome.message}.`];
    const { onBorder, learningRate } = standing(outcome.run, conditions);
    if (!onBorder) return [];
    return [
      `${label}: the best rate, ${numberText(learningRate)}, lies on the border of the search, so a better one may lie beyond it.`,
    ];
  });
}

function middleText(middle: Middle | null): string {
  if (middle === null) return 'none';
  const { mean, deviation } = middle;
  return `${numberText(mean)} ± ${numberText(deviation, 2)}`;
}

/** The median seed's updates; how many arrived, where not all did. */
function goalText({ updatesToGoal = [] }: Standing): string {
  const arrived = updatesToGoal.filter((updates) => updates !== null);
  if (arrived.length === 0) return 'not reached';
  const text = numberText(median(arrived));
  return arrived.length === updatesToGoal.length
    ? text
    : `${text} (${arrived.length} of ${updatesToGoal.length})`;
}
