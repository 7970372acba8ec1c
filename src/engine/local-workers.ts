import { isStudy } from '../studies/index.ts';
import { jobCost } from './job-cost.ts';
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
        ? pool.call({ module: studying, name: 'measureSeed', args }, jobCost(job))
        : pool.call({ module: training, name: 'runSeed', args }, jobCost(job), onRow);
    },
    close: () => pool.close(),
  };
}
