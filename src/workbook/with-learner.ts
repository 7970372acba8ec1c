import { withFile, type TrainingLimits } from '../sandbox/file-training.ts';
import { trainings, type MeasuredRecord, type Runs } from '../course/lesson.ts';
import type { Experiment, RunRecord } from '../training/experiment.ts';
import { run } from '../training/run.ts';

/** Runs an experiment with a learner's own optimizer in the place of the one it names. */
export type LearnerRun = (experiment: Experiment) => Promise<RunRecord>;

/**
 * A lesson's runs with the learner's rule in the place of the library's. Where that was tuned, theirs runs at what was
 * best for it, and keeps the record of the search.
 * @param member the library's name of the rule
 */
export async function withLearner(
  runs: Runs,
  member: string,
  learnerRun: LearnerRun,
): Promise<Runs> {
  const own: Record<string, MeasuredRecord> = { ...runs };
  for (const [id, { spec, seeds, tuning }] of Object.entries(trainings(runs))) {
    if (spec.optimizer.name !== member) continue;
    const { tune: _, ...experiment } = spec;
    own[id] = { ...(await learnerRun({ ...experiment, seeds })), ...(tuning && { tuning }) };
  }
  return own;
}

/**
 * Runs a lesson's experiments with the optimizer in a learner's file, in a contained process that ends with `work`.
 * @param limits time and memory for all experiments together
 * @throws TrainingEnded when the file does not get through
 */
export function withLearnerRun<T>(
  file: string,
  limits: TrainingLimits,
  work: (learnerRun: LearnerRun) => Promise<T>,
): Promise<T> {
  return withFile(file, limits, (trainSeed, backend) =>
    work(async (experiment) => ({ ...(await run(experiment, { trainSeed })), backend })),
  );
}
