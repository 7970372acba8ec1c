import { run } from '../training/run.ts';
import { withFile, type TrainingLimits } from '../sandbox/file-training.ts';
import type { LearnerRun } from './with-learner.ts';

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
