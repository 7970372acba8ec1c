import { UsageError } from '../shared/errors.ts';
import { mean } from '../shared/stats.ts';
import type { Experiment, SecondOption, Tuning, TuningRecord } from './experiment.ts';

/**
 * `spec` with another value for one option: of the optimizer (`weightDecay`), within one of its schedules
 * (`learningRate.peak`), or of another part of the experiment (`regularizer.l2`, `problem.batch`).
 * @throws UsageError when there is nothing that has such an option
 */
export function withOption(spec: Experiment, option: string, value: number): Experiment {
  const path = option.split('.');
  const elsewhere = path.length > 1 && ['problem', 'regularizer'].includes(path[0] as string);
  const from = elsewhere ? path : ['optimizer', ...path];
  const set = (part: unknown, [name, ...rest]: readonly string[]): unknown => {
    if (name === undefined) return value;
    if (typeof part !== 'object' || part === null) {
      throw new UsageError({
        who: 'experiment',
        rule: `tune.option "${option}" is of a ${path[0]}, which ${elsewhere ? 'there is not' : 'is no schedule'}`,
      });
    }
    return { ...part, [name]: set((part as Record<string, unknown>)[name], rest) };
  };
  return set(spec, from) as Experiment;
}

/** `spec` with what its search chose. */
export function withBest<E extends Experiment>(spec: E, { option, best, and }: TuningRecord): E {
  const one = withOption(spec, option, best);
  return (and ? withOption(one, and.option, and.best) : one) as E;
}

/** The options of a search whose best value is the first or the last that was tried: a better one may lie beyond. */
export function bordering({
  and,
  ...first
}: TuningRecord): readonly Pick<SecondOption, 'option' | 'best'>[] {
  return [first, ...(and ? [and] : [])].filter(({ onBorder }) => onBorder);
}

/** Trains one seed and says how it ended. */
type Train = (
  spec: Experiment,
  seed: number,
) => Promise<{ readonly final: Readonly<Record<string, number | null>> }>;

/** What a trial of one value gave, a number for each seed. */
type Scores = readonly (number | null)[];

/** What was chosen among some values, by the row of scores that each has. */
interface Chosen {
  readonly at: number;
  readonly best: number;
  /** Infinity where every value lost a seed. */
  readonly rank: number;
  readonly onBorder: boolean;
}

/**
 * Tries every value with every seed, all asked for at once, and keeps the one with the best mean score; of two options,
 * every pair. A value with a seed that diverged or never arrived cannot win.
 * @throws UsageError when no value gets through, or the score is not measured
 */
export async function tune(spec: Experiment, tuning: Tuning, train: Train): Promise<TuningRecord> {
  const { option = 'learningRate', values, and, score, seeds } = tuning;
  const trial = async (one: Experiment, seed: number): Promise<number | null> => {
    // Only how a trial ends is looked at.
    const { final } = await train({ ...one, every: spec.updates }, seed);
    if (!(score in final) && final['updates'] !== null) {
      throw new UsageError({
        who: 'experiment',
        rule: `tune.score must be one of ${Object.keys(final).join(', ')}`,
        got: `"${score}"`,
      });
    }
    return final[score] ?? null;
  };
  const trials = (one: Experiment): Promise<Scores> =>
    Promise.all(seeds.map((seed) => trial(one, seed)));
  const pairs = await Promise.all(
    values.map((value) => {
      const one = withOption(spec, option, value);
      const inner = and?.values.map((second) => withOption(one, and.option, second)) ?? [one];
      return Promise.all(inner.map(trials));
    }),
  );
  const seconds = pairs.map((rows) => chosen(and?.values ?? [Number.NaN], rows, score));
  const scores = pairs.map((rows, i) => rows[seconds[i]?.at ?? 0] as Scores);
  const { at, best, rank, onBorder } = chosen(values, scores, score);
  if (!Number.isFinite(rank)) {
    const tried = and ? `${option} and ${and.option}` : `${option} of ${values.join(', ')}`;
    throw new UsageError({
      who: 'experiment',
      rule: `with no ${tried} did ${spec.optimizer.name} end with a ${score}`,
      remedy: 'try smaller values or more updates',
    });
  }
  const second = seconds[at] as Chosen;
  const together: SecondOption | undefined = and && {
    ...and,
    scores: pairs,
    best: second.best,
    onBorder: second.onBorder,
  };
  return {
    option,
    values,
    score,
    seeds,
    scores,
    best,
    onBorder,
    ...(together && { and: together }),
  };
}

/** The value with the best mean; accuracies are better when higher, all else when lower. */
function chosen(values: readonly number[], rows: readonly Scores[], score: string): Chosen {
  const sign = score.endsWith('Accuracy') ? -1 : 1;
  const ranks = rows.map((row) => (row.every((one) => one !== null) ? sign * mean(row) : Infinity));
  const rank = Math.min(...ranks);
  const at = ranks.indexOf(rank);
  return { at, best: values[at] as number, rank, onBorder: at === 0 || at === values.length - 1 };
}
