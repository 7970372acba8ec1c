import { UsageError } from '../shared/errors.ts';
import { isStudy } from '../studies/index.ts';
import type { OnRow } from '../training/run.ts';
import { jobKey, type Job, type JobResult } from './job.ts';
import type { Provenance } from './provenance.ts';
import type { Store } from './store.ts';
import type { Workers } from './workers.ts';

/**
 * Gets what a job gives: from the store where that has it, else from the workers, once, however often it is asked for
 * meanwhile, and then into the store.
 * A run that somebody watches is done for them: its rows are not in the record. Stopped early, it is the shorter run's
 * record, if the job says how often to measure.
 * @param onUnwritable told once why nothing can be kept; all the same every job is done
 */
export function recorded(
  workers: Workers,
  store: Store,
  provenance: Provenance,
  onUnwritable: (why: string) => void,
): Workers['run'] {
  const coming = new Map<string, Promise<JobResult>>();
  let writable = true;

  const keep = (key: string, job: Job, result: JobResult) => {
    if (!writable) return;
    try {
      store.put({ key, job, result });
      workers.kept?.(result);
    } catch (error) {
      if (error instanceof UsageError) throw error;
      // A line that is cut off must stay the last.
      writable = false;
      onUnwritable((error as Error).message);
    }
  };
  const done = async (key: string, job: Job) => {
    try {
      const result = await workers.run(job);
      keep(key, job, result);
      return result;
    } finally {
      coming.delete(key);
    }
  };
  const watched = async (key: string, job: Job, onRow: OnRow, stops?: readonly number[]) => {
    let stoppedAt: number | undefined;
    const looked: OnRow = async (row) => {
      const said = await onRow(row);
      stoppedAt = said === 'stop' ? row.update : undefined;
      return said;
    };
    const result = await workers.run(job, looked, stops);
    if (stoppedAt === undefined) keep(key, job, result);
    else {
      const shorter = shortened(job, stoppedAt);
      if (shorter) keep(jobKey(shorter, provenance), shorter, result);
    }
    return result;
  };
  return async (job, onRow, stops) => {
    const key = jobKey(job, provenance);
    if (onRow !== undefined) return watched(key, job, onRow, stops);
    const known = store.get(key);
    if (known !== undefined) return known.result;
    const result = coming.get(key) ?? done(key, job);
    coming.set(key, result);
    return result;
  };
}

/** The job that ends where a longer one was stopped; undefined where that would measure other rows, or nothing. */
function shortened({ experiment, ...job }: Job, updates: number): Job | undefined {
  if (isStudy(experiment) || experiment.every === undefined || updates === 0) return undefined;
  return { ...job, experiment: { ...experiment, updates } };
}
