import { mean } from '../shared/stats.ts';
import type { SeedResult } from '../training/run.ts';

/** Whether a score is better when it is higher. */
export function isHigherBetter(score: string): boolean {
  return score.endsWith('Accuracy');
}

/** What a run ended with; null where it diverged. */
export function scoreOf({ final }: SeedResult, score: string): number | null {
  return final[score] ?? null;
}

/** What a run had after so many updates; null where it had diverged by then. */
export function scoreAt({ series }: SeedResult, score: string, update: number): number | null {
  const row = series.update.indexOf(update);
  return row < 0 ? null : (series[score]?.[row] ?? null);
}

/** Several scores as one; null where one is missing. */
export function together(scores: readonly (number | null)[]): number | null {
  return scores.length === 0 || scores.includes(null) ? null : mean(scores as number[]);
}

/** Orders scores: the best first, those that are missing last. */
export function byScore(score: string): (a: number | null, b: number | null) => number {
  const sign = isHigherBetter(score) ? -1 : 1;
  return (a, b) => {
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    return sign * (a - b);
  };
}
