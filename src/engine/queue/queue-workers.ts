import { isStudy } from '../../studies/index.ts';
import type { OnRow, Row, SeedResult } from '../../training/run.ts';
import { jobCost } from '../job-cost.ts';
import { jobKey, type Job, type JobResult } from '../job.ts';
import type { Provenance } from '../provenance.ts';
import { readResult } from '../record.ts';
import type { Workers } from '../workers.ts';
import type { Asker } from './asker.ts';

/** The kind of an errand that is a run. */
export const running = 'run';

/** Updates on the bowl that fill a job, about a quarter of a second: so that the way there and back costs little beside it. */
const full = 4000;

/**
 * Workers on whatever machines take jobs from a queue. Nobody sees a run's rows as they come there: one that may be stopped
 * is run to the first stop, and where it goes on, from the start to the next; which gives the same. One that may be stopped
 * anywhere is done here.
 * @param due when the runs are due
 */
export function queueWorkers(
  { ask, forget }: Pick<Asker, 'ask' | 'forget'>,
  here: Workers,
  provenance: Provenance,
  due?: Date,
): Workers {
  /** What the queue holds until a result is on the disk: it, and what was asked for on the way there. */
  const held = new WeakMap<JobResult, readonly string[]>();
  const asked = async (job: Job, before?: JobResult): Promise<JobResult> => {
    const key = jobKey(job, provenance);
    const share = jobCost(job) / full;
    const result = readResult(await ask({ key, kind: running, data: job, due, share }));
    held.set(result, [...((before && held.get(before)) ?? []), key]);
    return result;
  };
  return {
    run(job, onRow, stops) {
      if (onRow === undefined) return asked(job);
      if (stops === undefined || isStudy(job.experiment)) return here.run(job, onRow);
      return toEachStop({ ...job, experiment: job.experiment }, asked, onRow, stops);
    },
    kept: (result) => held.get(result)?.forEach(forget),
    close: () => here.close(),
  };
}

type Run = Job & { readonly experiment: { readonly updates: number } };

async function toEachStop(
  job: Run,
  asked: (job: Job, before?: JobResult) => Promise<JobResult>,
  onRow: OnRow,
  stops: readonly number[],
): Promise<JobResult> {
  const { updates } = job.experiment;
  let shown = -1;
  let result: SeedResult | undefined;
  for (const end of [...stops.filter((stop) => stop < updates), updates]) {
    const shorter = { ...job, experiment: { ...job.experiment, updates: end } };
    result = (await asked(shorter, result)) as SeedResult;
    for (const row of rowsOf(result)) {
      if (row.update <= shown) continue;
      shown = row.update;
      if ((await onRow(row)) === 'stop') return result;
    }
    if (result.divergedAt !== null || end === updates) return result;
  }
  throw new Error('a run has an end');
}

function rowsOf({ series }: SeedResult): Row[] {
  return series.update.map(
    (_, i) =>
      Object.fromEntries(
        Object.entries(series).map(([name, values]) => [name, values?.[i] as number]),
      ) as Row,
  );
}
