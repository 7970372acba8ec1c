import { problems, type ProblemKind } from '../problems/index.ts';
import { isStudy, studies, type StudyKind } from '../studies/index.ts';
import type { Job } from './job.ts';
import type { Processes } from './processes.ts';
import type { Workers } from './workers.ts';

const [training, studying] = ['training/run', 'studies/index'].map(
  (module) => new URL(`../../dist/${module}.js`, import.meta.url).href,
) as [string, string];

/** Workers that are processes of this machine. */
export function localWorkers(pool: Processes): Workers {
  return {
    run(job, onRow) {
      const args = [job.experiment, job.seed];
      return isStudy(job.experiment)
        ? pool.call({ module: studying, name: 'measureSeed', args }, cost(job))
        : pool.call({ module: training, name: 'runSeed', args }, cost(job), onRow);
    },
    close: () => pool.close(),
  };
}

/** About how long a job takes, in updates on the bowl. */
function cost({ experiment }: Job): number {
  if (isStudy(experiment)) {
    return (studies as Readonly<Record<string, StudyKind>>)[experiment.study]?.cost ?? 100;
  }
  const { problem, updates } = experiment;
  const kinds: Readonly<Record<string, ProblemKind>> = problems;
  return updates * (kinds[problem.name]?.cost ?? 1);
}
