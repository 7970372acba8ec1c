import type { Experiment, RunRecord } from '../training/experiment.ts';

/** Runs an experiment with a learner's own optimizer in the place of the one it names. */
export type LearnerRun = (experiment: Experiment) => Promise<RunRecord>;

/**
 * A lesson's runs with the learner's rule in the place of the library's. Where that was tuned, theirs runs at what was
 * best for it, and keeps the record of the search.
 * @param member the library's name of the rule
 */
export async function withLearner(
  runs: Readonly<Record<string, RunRecord>>,
  member: string,
  run: LearnerRun,
): Promise<Readonly<Record<string, RunRecord>>> {
  const own: Record<string, RunRecord> = { ...runs };
  for (const [id, { spec, seeds }] of Object.entries(runs)) {
    if (spec.optimizer.name !== member) continue;
    const { tune: _, ...experiment } = spec;
    const { tuning } = runs[id] as RunRecord;
    own[id] = { ...(await run({ ...experiment, seeds })), ...(tuning && { tuning }) };
  }
  return own;
}
