import { jobKey, type Job } from '../job.ts';
import { localWorkers } from '../local-workers.ts';
import { processes } from '../processes.ts';
import { provenance } from '../provenance.ts';
import { resultText } from '../record.ts';
import type { Workers } from '../workers.ts';
import { otherVersion, type Trade } from './attend.ts';

/** What does runs that others ask for, in processes of this machine. */
export interface RunTrade {
  readonly run: Trade;
  /** Ends the processes at once. */
  close(): void;
}

/** @param count processes for each backend, at most */
export function runTrade(count: number): RunTrade {
  const pools = new Map<string, Workers>();
  const workersOn = (backend: string) => {
    const workers = pools.get(backend) ?? localWorkers(processes({ backend, count }));
    pools.set(backend, workers);
    return workers;
  };
  return {
    async run(data, key) {
      const job = data as Job;
      // The same experiment under another key: whoever asked would compute it with other code.
      if (jobKey(job, await provenance()) !== key) throw otherVersion();
      return resultText(await workersOn(job.backend).run(job));
    },
    close: () => pools.forEach((workers) => workers.close()),
  };
}
