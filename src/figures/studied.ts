import { lookUp } from '../shared/look-up.ts';
import { mean } from '../shared/stats.ts';
import type { StudyRecord } from '../studies/study.ts';
import type { Line } from './figure.ts';

/**
 * A list that a study found, entry by entry the mean of its seeds.
 * @throws UsageError for a name that it does not have, with the nearest
 */
export function found(study: StudyRecord, name: string): readonly number[] {
  const seeds = study.columns.map((columns) => lookUp<readonly number[]>('column', name, columns));
  return byEntry(seeds).map(mean);
}

/**
 * Two lists of a study as the points of a line: the mean of its seeds and, where there are several, their range.
 * @throws UsageError as `found` does
 */
export function studied(
  study: StudyRecord,
  x: string,
  y: string,
): Pick<Line, 'x' | 'y' | 'low' | 'high'> {
  const entries = byEntry(
    study.columns.map((columns) => lookUp<readonly number[]>('column', y, columns)),
  );
  return {
    x: found(study, x),
    y: entries.map(mean),
    ...(study.seeds.length > 1 && {
      low: entries.map((values) => Math.min(...values)),
      high: entries.map((values) => Math.max(...values)),
    }),
  };
}

/** For each entry of the first list, that entry of each. */
function byEntry(lists: readonly (readonly number[])[]): number[][] {
  return (lists[0] ?? []).map((_, i) => lists.map((list) => list[i] ?? NaN));
}
