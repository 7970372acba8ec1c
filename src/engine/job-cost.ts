import { problems, type ProblemKind } from '../problems/index.ts';
import { isStudy, studies, type StudyKind } from '../studies/index.ts';
import type { Job } from './job.ts';

/** About how long a job takes, in updates on the bowl. */
export function jobCost({ experiment }: Job): number {
  if (isStudy(experiment)) {
    return (studies as Readonly<Record<string, StudyKind>>)[experiment.study]?.cost ?? 100;
  }
  const { problem, updates } = experiment;
  const kinds: Readonly<Record<string, ProblemKind>> = problems;
  return updates * (kinds[problem.name]?.cost ?? 1);
}
