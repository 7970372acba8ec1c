import { problems, type ProblemKind } from '../problems/index.ts';
import type { Job } from './job.ts';
import type { Processes } from './processes.ts';
import type { Workers } from './workers.ts';

const { href: module } = new URL('../../dist/training/run.js', import.meta.url);

/** Workers that are processes of this machine. */
export function localWorkers(pool: Processes): Workers {
  return {
    run: (job, onRow) =>
      pool.call({ module, name: 'runSeed', args: [job.experiment, job.seed] }, cost(job), onRow),
    close: () => pool.close(),
  };
}

/** About how long a job takes, in updates on the bowl. */
function cost({ experiment: { problem, updates } }: Job): number {
  const kinds: Readonly<Record<string, ProblemKind>> = problems;
  return updates * (kinds[problem.name]?.cost ?? 1);
}
