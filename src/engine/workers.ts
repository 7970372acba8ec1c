import type { OnRow } from '../training/run.ts';
import type { Job, JobResult } from './job.ts';

/** Where jobs are done: in processes of this machine, or wherever else the same job gives the same bytes. */
export interface Workers {
  /**
   * Does a job. Many may be asked for at once; their order is the workers' own.
   * @param onRow sees each row, and may stop the run there; after a process was lost it sees the rows from the first again
   * @param stops updates after which it may, where that is known
   */
  run(job: Job, onRow?: OnRow, stops?: readonly number[]): Promise<JobResult>;
  /** Told that something `run` gave is on the disk: whoever holds it elsewhere may forget it. */
  readonly kept?: (result: JobResult) => void;
  /** Ends them at once, whatever they are doing. */
  close(): void;
}
