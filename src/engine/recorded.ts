import { UsageError } from '../shared/errors.ts';
import type { SeedResult } from '../training/run.ts';
import { jobKey } from './job-key.ts';
import type { Job } from './job.ts';
import type { Provenance } from './provenance.ts';
import type { Store } from './store.ts';
import type { Workers } from './workers.ts';

/**
 * Gets what a job gives: from the store where that has it, else from the workers, once, however often it is asked for
 * meanwhile, and then into the store.
 * @param onUnwritable told once why nothing can be kept; all the same every job is done
 */
export function recorded(
  workers: Workers,
  store: Store,
  provenance: Provenance,
  onUnwritable: (why: string) => void,
): (job: Job) => Promise<SeedResult> {
  const coming = new Map<string, Promise<SeedResult>>();
  let writable = true;

  const keep = (key: string, job: Job, result: SeedResult) => {
    if (!writable) return;
    try {
      store.put({ key, job, result });
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
  return async (job) => {
    const key = jobKey(job, provenance);
    const known = store.get(key);
    if (known !== undefined) return known.result;
    const result = coming.get(key) ?? done(key, job);
    coming.set(key, result);
    return result;
  };
}
