import { shown, UsageError } from '../shared/errors.ts';
import { didYouMean } from '../shared/nearest.ts';
import { nonNegative, positive, readOptions } from '../shared/options.ts';
import type { Verdict } from '../verify/verdict.ts';

/** When a learner may see a hidden probe, in Gradescope's words. */
export type Visibility = 'hidden' | 'after_due_date' | 'after_published';

/** What a teacher gives points for. */
export interface Rubric {
  /** Weight of a probe by its id; `*` is every other one. A probe without a weight is worth nothing. */
  readonly points: Readonly<Record<string, number>>;
  /** Ids of probes that learners do not see. */
  readonly hidden: readonly string[];
  /** What a right file gets. Weights are scaled to it. */
  readonly total: number;
  /** What it gets where tfjs's built-in or downhill's own rule did the work: at most the total. */
  readonly builtIn: number;
  readonly visibility: Visibility;
}

/**
 * Without a rubric: every probe is worth the same, but a count that does not move, which no weight suffers from, little;
 * none is hidden, 100 points in all, 0 for a library's work.
 */
export const standardRubric: Rubric = {
  points: { '*': 1, iterations: 0.25 },
  hidden: [],
  total: 100,
  builtIn: 0,
  visibility: 'after_published',
};

/**
 * A rubric file's contents. `total` is, unless given, the sum of the points where each probe is named, and 100 where `*` is used.
 * @throws UsageError naming `who`, the key and what is wrong with it
 */
export function readRubric(who: string, text: string): Rubric {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw new UsageError({
      rule: `${who} is not JSON: ${(error as Error).message}`,
      remedy: 'such as { "points": { "*": 1 } }',
    });
  }
  const { points, hidden, total, builtIn, visibility } = readOptions<Partial<Rubric>>(
    who,
    given,
    {
      points: readPoints,
      hidden: readIds,
      total: positive,
      builtIn: nonNegative,
      visibility: ['hidden', 'after_due_date', 'after_published'],
    },
    { ...standardRubric, total: undefined },
  ) as Omit<Rubric, 'total'> & { total?: number };
  const sum = Object.values(points).reduce((sum, one) => sum + one, 0);
  if (sum === 0)
    throw new UsageError({ who, rule: 'points are all 0', remedy: 'give at least one probe some' });
  const all = total ?? (Object.hasOwn(points, '*') ? 100 : sum);
  if (builtIn > all) {
    throw new UsageError({
      who,
      rule: `builtIn must be at most the total of ${all}`,
      got: builtIn,
    });
  }
  return { points, hidden, total: all, builtIn, visibility };
}

/** The weight of the probe called `id`. */
export function weight({ points }: Rubric, id: string): number {
  return (Object.hasOwn(points, id) ? points[id] : points['*']) ?? 0;
}

/**
 * A grade by a rubric that names a probe nobody has is not what its author meant.
 * @throws UsageError naming ids of the rubric that no examined file has a probe for; nothing where no file got that far
 */
export function checkRubric(who: string, rubric: Rubric, verdicts: readonly Verdict[]): void {
  const known = [...new Set(verdicts.flatMap(({ probes }) => probes.map(({ id }) => id)))];
  if (known.length === 0) return;
  const named = [...Object.keys(rubric.points), ...rubric.hidden].filter(
    (id) => !Object.hasOwn(standardRubric.points, id),
  );
  const stranger = named.find((id) => !known.includes(id));
  if (stranger === undefined) return;
  throw new UsageError({
    who,
    rule: `no probe is called "${stranger}"`,
    remedy: didYouMean(stranger, known),
  });
}

function readPoints(who: string, name: string, value: unknown): Rubric['points'] {
  const entries =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value)
      : [];
  if (entries.length === 0) {
    throw new UsageError({
      who,
      rule: `${name} must be an object such as { "cold-step": 2, "*": 1 }`,
      got: shown(value),
    });
  }
  for (const [id, one] of entries) {
    if (typeof one === 'number' && Number.isFinite(one) && one >= 0) continue;
    throw new UsageError({
      who,
      rule: `${name}.${id} must be a number of at least 0`,
      got: shown(one),
    });
  }
  return Object.fromEntries(entries);
}

function readIds(who: string, name: string, value: unknown): readonly string[] {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  throw new UsageError({
    who,
    rule: `${name} must be a list of probes such as ["tiny-gradient"]`,
    got: shown(value),
  });
}
