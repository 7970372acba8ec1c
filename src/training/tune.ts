import { UsageError } from '../shared/errors.ts';
import { mean } from '../shared/stats.ts';
import type { Experiment, Tuning, TuningRecord } from './experiment.ts';

/**
 * `spec` with another value for one option: of the optimizer, or of the part named before a dot (`regularizer.l2`).
 * @throws UsageError when the experiment has no such part
 */
export function withOption(spec: Experiment, option: string, value: number): Experiment {
  const [name, part = 'optimizer'] = option.split('.').toReversed() as [string, string?];
  const old = spec[part as 'optimizer'] as Experiment['optimizer'] | undefined;
  if (old === undefined) {
    throw new UsageError({
      who: 'experiment',
      rule: `tune.option "${option}" is of a ${part}, which there is not`,
    });
  }
  return { ...spec, [part]: { ...old, [name]: value } };
}

/** Trains one seed and says how it ended. */
type Train = (
  spec: Experiment,
  seed: number,
) => Promise<{ readonly final: Readonly<Record<string, number | null>> }>;

/**
 * Tries every value with every seed, all asked for at once, and keeps the one with the best mean score. A value with a seed that diverged or
 * never arrived cannot win.
 * @throws UsageError when no value gets through, or the score is not measured
 */
export async function tune(spec: Experiment, tuning: Tuning, train: Train): Promise<TuningRecord> {
  const { option = 'learningRate', values, score, seeds } = tuning;
  const trial = async (value: number, seed: number): Promise<number | null> => {
    // Only how a trial ends is looked at.
    const { final } = await train(
      { ...withOption(spec, option, value), every: spec.updates },
      seed,
    );
    if (!(score in final) && final['updates'] !== null) {
      throw new UsageError({
        who: 'experiment',
        rule: `tune.score must be one of ${Object.keys(final).join(', ')}`,
        got: `"${score}"`,
      });
    }
    return final[score] ?? null;
  };
  const scores = await Promise.all(
    values.map((value) => Promise.all(seeds.map((seed) => trial(value, seed)))),
  );
  const sign = score.endsWith('Accuracy') ? -1 : 1;
  const ranks = scores.map((row) =>
    row.every((one) => one !== null) ? sign * mean(row) : Infinity,
  );
  const best = ranks.indexOf(Math.min(...ranks));
  if (!Number.isFinite(ranks[best])) {
    throw new UsageError({
      who: 'experiment',
      rule: `with no ${option} of ${values.join(', ')} did ${spec.optimizer.name} end with a ${score}`,
      remedy: 'try smaller values or more updates',
    });
  }
  return {
    option,
    values,
    score,
    seeds,
    scores,
    best: values[best] as number,
    onBorder: best === 0 || best === values.length - 1,
  };
}
