import { UsageError } from '../shared/errors.ts';
import { lookUp } from '../shared/look-up.ts';
import { mean } from '../shared/stats.ts';
import type { RunRecord, TuningRecord } from '../training/experiment.ts';

/** What a search found along one of its options. */
export type Trials = Pick<
  TuningRecord,
  'option' | 'values' | 'scores' | 'score' | 'seeds' | 'best'
>;

/**
 * The scores of a run's search by the values of one option, while the other is at its best: for each value of the first
 * option the best second, for those of the second the first that was chosen.
 * @param option default: the first
 * @throws UsageError for a run or an option that was not tuned
 */
export function trials(run: RunRecord, option?: string): Trials {
  const tuning = searchOf(run);
  const { values, best, and, score, seeds } = tuning;
  const second = and && {
    option: and.option,
    values: and.values,
    scores: and.scores[values.indexOf(best)] ?? [],
    best: and.best,
    score,
    seeds,
  };
  const known: Record<string, Trials> = { [tuning.option]: tuning };
  if (second) known[second.option] = second;
  return lookUp('tuned option', option ?? tuning.option, known);
}

/** What a run's search chose for an option; default: the first. @throws UsageError for a run or option that was not tuned */
export function best(run: RunRecord, option?: string): number {
  return trials(run, option).best;
}

/**
 * How much worse a value that a run's search tried scored than the best, as means of the trials; NaN where one was lost.
 * @param option of two that were tuned together; default: the first
 * @throws UsageError for a run that was not tuned, or a value that was not tried
 */
export function regret(run: RunRecord, value: number, option?: string): number {
  const { values, scores, best } = trials(run, option);
  const score = (of: number) => mean((scores[values.indexOf(of)] ?? []).map((one) => one ?? NaN));
  if (values.includes(value)) return Math.abs(score(best) - score(value));
  throw new UsageError({
    who: 'regret',
    rule: `value must be one of ${values.join(', ')}`,
    got: value,
  });
}

function searchOf({ tuning, spec: { optimizer } }: RunRecord): TuningRecord {
  if (tuning !== undefined) return tuning;
  throw new UsageError({
    rule: `the run of ${optimizer.name} was not tuned`,
    remedy: 'give its experiment a tune entry',
  });
}
