import type { SeedResult } from '../training/run.ts';
import type { Job } from './job.ts';

/** Where jobs are done: in processes of this machine, or wherever else the same job gives the same bytes. */
export interface Workers {
  /** Does a job. Many may be asked for at once; their order is the workers' own. */
  run(job: Job): Promise<SeedResult>;
  /** Ends them at once, whatever they are doing. */
  close(): void;
}
