import type { TrialResult } from './cell.ts';
import { meanScore, type CellResult } from './run-sweep.ts';
import { isHigherBetter } from './score.ts';
import type { Dimension } from './space.ts';
import type { Sweep } from './sweep.ts';

/** Codes of Optuna's journal, of its directions and of the states of its trials. */
const [createStudy, createTrial] = [0, 4];
const [minimize, maximize] = [1, 2];
const [complete, pruned, failed] = [1, 2, 3];

/**
 * A sweep as a journal from which Optuna 4 and later load a study for each optimizer on each problem, called
 * `<optimizer> on <problem>`. A trial that was stopped at a rung is a pruned one; one that lost a seed has failed.
 * @see optuna.storages.JournalStorage and JournalFileBackend
 */
export function optunaJournal(cells: readonly CellResult[], sweep: Sweep): string {
  const lines = cells.flatMap(({ problem, optimizer, trials }, study) => [
    {
      op_code: createStudy,
      worker_id: 'downhill',
      study_name: `${optimizer.label} on ${problem.label}`,
      directions: [isHigherBetter(sweep.score) ? maximize : minimize],
    },
    ...trials.map((one) => trialLine(study, optimizer.space, one, sweep)),
  ]);
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function trialLine(
  study: number,
  space: readonly Dimension[],
  one: TrialResult,
  { seeds, rungs, score }: Sweep,
): object {
  const { trial, stoppedAt, runs } = one;
  const mean = meanScore(one);
  const [scout] = runs;
  const [first] = rungs;
  const seen = new Map<number, number | null | undefined>();
  if (first !== undefined) seen.set(first, scout?.atFirstRung);
  if (stoppedAt !== null) seen.set(stoppedAt, scout?.score);
  const reached = [...seen].filter(([, value]) => typeof value === 'number');
  return {
    op_code: createTrial,
    worker_id: 'downhill',
    study_id: study,
    // No clock: the same study gives the same bytes.
    datetime_start: null,
    state: stoppedAt !== null ? pruned : mean === null ? failed : complete,
    value: mean,
    values: null,
    distributions: Object.fromEntries(space.map((one) => [one.name, distribution(one)])),
    params: Object.fromEntries(
      space.map((one) => [one.name, internal(one, trial.setting[one.name])]),
    ),
    user_attrs: Object.fromEntries(
      runs.map((run, i) => [`${score}, seed ${seeds[i]}`, run.score] as const),
    ),
    system_attrs: {},
    intermediate_values: Object.fromEntries(reached),
  };
}

/** As `distribution_to_json` writes it. */
function distribution(dimension: Dimension): string {
  if (dimension.kind === 'choice') {
    const choices = dimension.values.map(plain);
    return JSON.stringify({ name: 'CategoricalDistribution', attributes: { choices } });
  }
  const { low, high, kind } = dimension;
  const attributes = { step: null, low, high, log: kind === 'log' };
  return JSON.stringify({ name: 'FloatDistribution', attributes });
}

/** A number, or the place among the choices. */
function internal(dimension: Dimension, value: unknown): unknown {
  if (dimension.kind !== 'choice') return value;
  const text = JSON.stringify(value);
  return dimension.values.findIndex((one) => JSON.stringify(one) === text);
}

/** What a choice may be; a schedule is its text. */
function plain(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
